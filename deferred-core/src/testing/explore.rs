//! Tries every order of the events of a scenario, depth first.

use super::scenario::Scenario;
use crate::error::unhandled;
use alloc::string::String;
use alloc::vec::Vec;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Tries every order of the events of a scenario, and reports the order that fails.
///
/// The closure makes the chains anew for each order, and names what may happen to them: a resolver may succeed,
/// fail, be dropped, stay pending; somebody may cancel; time may pass. [`always`](Scenario::always) and
/// [`at_end`](Scenario::at_end) assert what must hold, and nothing may go unhandled. An order that fails is
/// printed, and [`Explorer::replay`] runs it again alone. `explore` is to callbacks what `loom` is to threads.
///
/// ```
/// use deferred::{Cancelled, Deferred, race, testing::explore};
///
/// let explored = explore(|scenario| {
///     let (one, first) = Deferred::<&str, (Cancelled,)>::pending();
///     let (two, second) = Deferred::<&str, (Cancelled,)>::pending();
///     scenario.resolver("one", one).succeeds("one");
///     scenario.resolver("two", two).succeeds("two");
///     let winner = race([first, second]).map(|(_, name)| name);
///     scenario.at_end(move || assert!(winner.is_ready()));
/// });
/// assert_eq!(explored.orders(), 2);
/// ```
///
/// Orders that nobody could tell apart are not tried twice: firing a Deferred that was cancelled, and cancelling
/// one that has its result, happen at once.
///
/// Twisted has no counterpart.
///
/// # Panics
///
/// With the panic of the order that fails, or if there are more than 100,000 orders: see [`Explorer::at_most`].
pub fn explore(scenario: impl FnMut(&mut Scenario)) -> Explored {
    Explorer::new().run(scenario)
}

/// An exploration with settings, where [`explore`] does not do.
///
/// Twisted has no counterpart.
#[derive(Clone, Debug)]
pub struct Explorer {
    at_most: usize,
    replay: Option<String>,
}

/// The result of an exploration in which no order failed.
///
/// ```
/// use deferred::{Deferred, testing::explore};
///
/// let explored = explore(|scenario| {
///     let (resolver, d) = Deferred::<u32>::pending();
///     scenario.resolver("page", resolver).succeeds(1);
///     scenario.at_end(move || assert!(d.is_ready()));
/// });
/// assert_eq!(explored.orders(), 1);
/// ```
///
/// Twisted has no counterpart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explored {
    orders: usize,
}

impl Explored {
    /// How many orders were tried.
    pub fn orders(&self) -> usize {
        self.orders
    }
}

/// A place in an order where one of several events comes next.
struct Choice {
    taken: usize,
    of: usize,
}

impl Default for Explorer {
    fn default() -> Self {
        Self::new()
    }
}

impl Explorer {
    /// An explorer of up to 100,000 orders.
    pub fn new() -> Self {
        Explorer { at_most: 100_000, replay: None }
    }

    /// Bounds the number of orders. If there are more, [`run`](Self::run) panics: a bound is never silent.
    ///
    /// ```
    /// use deferred::testing::Explorer;
    ///
    /// let explored = Explorer::new().at_most(2).run(|scenario| {
    ///     scenario.event("one", || {});
    ///     scenario.event("other", || {});
    /// });
    /// assert_eq!(explored.orders(), 2);
    /// ```
    pub fn at_most(mut self, orders: usize) -> Self {
        self.at_most = orders;
        self
    }

    /// Runs one order alone, as a failed exploration has printed it.
    ///
    /// ```
    /// use deferred::{Deferred, testing::Explorer};
    ///
    /// let explored = Explorer::new().replay("b: succeeds; a: succeeds").run(|scenario| {
    ///     let (a, first) = Deferred::<u8>::pending();
    ///     let (b, second) = Deferred::<u8>::pending();
    ///     scenario.resolver("a", a).succeeds(1);
    ///     scenario.resolver("b", b).succeeds(2);
    ///     scenario.always(move || assert!(second.is_ready(), "b comes first"));
    ///     scenario.at_end(move || assert!(first.is_ready()));
    /// });
    /// assert_eq!(explored.orders(), 1);
    /// ```
    pub fn replay(mut self, order: impl Into<String>) -> Self {
        self.replay = Some(order.into());
        self
    }

    /// Explores the scenario.
    ///
    /// # Panics
    ///
    /// As [`explore`] does; if the replayed text is no order of the scenario; or if the scenario is not the same
    /// each time.
    pub fn run(self, mut scenario: impl FnMut(&mut Scenario)) -> Explored {
        if let Some(order) = &self.replay {
            let mut left = order.as_str();
            one_order(&mut scenario, &mut Vec::new(), |scenario, offers| {
                left = left.trim_start_matches(is_between);
                assert!(!left.is_empty(), "`{order}` ends too early");
                let found =
                    (0..offers).find_map(|number| Some((number, behind(left, &scenario.says(number))?)));
                let (number, rest) = found.unwrap_or_else(|| {
                    let event = left.split(';').next().unwrap_or(left).trim();
                    panic!("`{event}` cannot happen there; what can: {:?}", can_happen(scenario, offers))
                });
                left = rest;
                number
            });
            return Explored { orders: 1 };
        }
        let mut path: Vec<Choice> = Vec::new();
        let mut orders = 0;
        loop {
            assert!(
                orders < self.at_most,
                "the scenario has more than {orders} orders: let less happen in it, or allow more by `Explorer::at_most`"
            );
            let mut depth = 0;
            let mut events = Vec::new();
            let tried = catch_unwind(AssertUnwindSafe(|| {
                one_order(&mut scenario, &mut events, |_, of| {
                    if depth == path.len() {
                        path.push(Choice { taken: 0, of });
                    }
                    let choice = &path[depth];
                    assert!(
                        choice.of == of,
                        "the scenario is not the same each time: what can happen next has changed"
                    );
                    depth += 1;
                    choice.taken
                });
            }));
            orders += 1;
            if let Err(panic) = tried {
                tell(&events, orders);
                resume_unwind(panic);
            }
            while path.pop_if(|last| last.taken + 1 == last.of).is_some() {}
            match path.last_mut() {
                Some(last) => last.taken += 1,
                None => return Explored { orders },
            }
        }
    }
}

fn is_between(character: char) -> bool {
    character == ';' || character.is_whitespace()
}

/// What stands behind `event` in an order that begins with it. The name of an error's type may have a semicolon itself.
fn behind<'a>(order: &'a str, event: &str) -> Option<&'a str> {
    let rest = order.strip_prefix(event)?.trim_start();
    (rest.is_empty() || rest.starts_with(';')).then_some(rest)
}

fn can_happen(scenario: &Scenario, offers: usize) -> Vec<String> {
    (0..offers).map(|number| scenario.says(number)).collect()
}

/// Runs one order; `next` chooses among the events that may come next.
fn one_order(
    build: &mut impl FnMut(&mut Scenario),
    events: &mut Vec<String>,
    mut next: impl FnMut(&Scenario, usize) -> usize,
) {
    let watch = unhandled::watch();
    let mut scenario = Scenario::default();
    build(&mut scenario);
    loop {
        let offers = scenario.offers();
        if offers == 0 {
            break;
        }
        let chosen = next(&scenario, offers);
        events.push(scenario.says(chosen));
        if !scenario.happens(chosen) {
            break;
        }
    }
    scenario.ends();
    let reports = watch.finish();
    assert!(scenario.expects_reports || reports.is_empty(), "not handled:\n{}", reports.join("\n"));
    // A resolver that stayed pending is dropped now, which is no fault of the scenario.
    let watch = unhandled::watch();
    drop(scenario);
    watch.finish();
}

/// Prints the order that fails.
fn tell(events: &[String], orders: usize) {
    std::eprintln!("order {orders} of the scenario fails:");
    for (number, event) in events.iter().enumerate() {
        std::eprintln!("  {}. {event}", number + 1);
    }
    std::eprintln!("to run it alone: Explorer::new().replay(\"{}\").run(..)", events.join("; "));
}
