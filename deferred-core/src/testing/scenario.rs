//! The scenario of an exploration: who acts, what each may do, and what must hold after each event.

use crate::cancel::CancelHandle;
use crate::deferred::resolver::Resolver;
use crate::error::failure::Failure;
use crate::error::set::{Allow, ErrorSet, Errors};
use crate::error::site::{Site, Stage};
use crate::flavour::Flavour;
use crate::time::TestClock;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt::{self, Debug};
use core::panic::Location;
use core::time::Duration;

/// A scenario: the chains of a test, what may happen to them, and what must hold. See [`explore`](super::explore()).
///
/// Twisted has no counterpart.
#[derive(Default)]
pub struct Scenario {
    actors: Vec<Actor>,
    /// Actors that have acted, but hold values that must live to the end.
    at_rest: Vec<Actor>,
    invariants: Vec<Box<dyn FnMut()>>,
    at_end: Vec<Box<dyn FnOnce()>>,
    /// Whether reports of unhandled failures are expected.
    pub(super) expects_reports: bool,
}

/// An actor, whose moves happen at any time.
struct Actor {
    name: &'static str,
    moves: VecDeque<Move>,
    turns: LoopTask,
    /// Whether it may end without a move.
    may_rest: bool,
    /// Whether nobody can notice its remaining moves.
    is_over: Box<dyn Fn() -> bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LoopTask {
    /// Makes one of its moves.
    One,
    /// Makes all of its moves, in their order.
    Each,
}

struct Move {
    says: String,
    run: Box<dyn FnOnce()>,
}

impl Actor {
    /// How many moves it can choose from now.
    fn offers(&self) -> usize {
        match self.turns {
            LoopTask::One => self.moves.len(),
            LoopTask::Each => self.moves.len().min(1),
        }
    }
}

impl Scenario {
    /// Adds a resolver that is fired at any time, in one of the ways that the returned [`Moves`] names.
    ///
    /// ```
    /// use deferred::{Deferred, testing::explore};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// let explored = explore(|scenario| {
    ///     let (resolver, answer) = Deferred::<u8, (Timeout,)>::pending();
    ///     scenario.resolver("answer", resolver).succeeds(1).fails(Timeout);
    ///     let answer = answer.catch(|_: Timeout| 0);
    ///     scenario.at_end(move || assert!(answer.try_outcome().is_ok()));
    /// });
    /// assert_eq!(explored.orders(), 2);
    /// ```
    ///
    /// # Panics
    ///
    /// If another actor has that name, or it contains a semicolon.
    pub fn resolver<T: 'static, R: ErrorSet, Thread: Flavour>(
        &mut self,
        name: &'static str,
        resolver: Resolver<T, R, Thread>,
    ) -> Moves<'_, T, R, Thread> {
        let resolver = Rc::new(Cell::new(Some(resolver)));
        let looks = resolver.clone();
        let is_over = move || {
            let looked = looks.take();
            let is_over = looked.as_ref().is_none_or(Resolver::is_cancelled);
            looks.set(looked);
            is_over
        };
        let actor = self.actor(name, LoopTask::One, Box::new(is_over));
        Moves { actor, resolver }
    }

    /// Adds a cancel, at any time.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::explore};
    ///
    /// let explored = explore(|scenario| {
    ///     let (resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
    ///     scenario.cancel("user", d.cancel_handle());
    ///     scenario.resolver("answer", resolver).succeeds(1);
    ///     let d = d.catch(|_: Cancelled| 0);
    ///     scenario.at_end(move || assert!(d.is_ready()));
    /// });
    /// assert_eq!(explored.orders(), 2);
    /// ```
    ///
    /// # Panics
    ///
    /// As for [`resolver`](Self::resolver).
    pub fn cancel<Thread: Flavour>(&mut self, name: &'static str, handle: CancelHandle<Thread>) {
        let target = handle.clone();
        let actor = self.actor(name, LoopTask::One, Box::new(move || target.is_over()));
        actor.moves.push_back(Move { says: "cancels".into(), run: Box::new(move || handle.cancel()) });
    }

    /// Adds an event of your own that happens once, at any time.
    ///
    /// # Panics
    ///
    /// As for [`resolver`](Self::resolver).
    pub fn event(&mut self, name: &'static str, run: impl FnOnce() + 'static) {
        let actor = self.actor(name, LoopTask::One, Box::new(|| false));
        actor.moves.push_back(Move { says: "happens".into(), run: Box::new(run) });
    }

    /// Adds an event of your own that happens once at any time, or never.
    ///
    /// ```
    /// use deferred::testing::explore;
    ///
    /// let explored = explore(|scenario| {
    ///     scenario.event("the answer comes", || {});
    ///     scenario.maybe("the user closes the window", || {});
    /// });
    /// assert_eq!(explored.orders(), 3, "before, after, never");
    /// ```
    ///
    /// # Panics
    ///
    /// As for [`resolver`](Self::resolver).
    pub fn maybe(&mut self, name: &'static str, run: impl FnOnce() + 'static) {
        self.event(name, run);
        self.last().may_rest = true;
    }

    /// Adds time that passes step by step, with everything else before, between or after the steps.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, TestClock, later, testing::explore};
    /// use std::time::Duration;
    ///
    /// let explored = explore(|scenario| {
    ///     let clock = TestClock::new();
    ///     let d: Deferred<(), (Cancelled,)> = later(&clock, Duration::from_secs(2));
    ///     scenario.time("clock", &clock, [1, 1].map(Duration::from_secs));
    ///     let still = clock.clone();
    ///     scenario.always(move || assert!(still.len() <= 1));
    ///     scenario.at_end(move || assert!(d.is_ready()));
    /// });
    /// assert_eq!(explored.orders(), 1);
    /// ```
    ///
    /// # Panics
    ///
    /// As for [`resolver`](Self::resolver).
    pub fn time(&mut self, name: &'static str, clock: &TestClock, steps: impl IntoIterator<Item = Duration>) {
        let actor = self.actor(name, LoopTask::Each, Box::new(|| false));
        for step in steps {
            let clock = clock.clone();
            let run = Box::new(move || clock.advance(step));
            actor.moves.push_back(Move { says: format!("{step:?} pass"), run });
        }
    }

    /// Asserts what must hold after every event.
    pub fn always(&mut self, check: impl FnMut() + 'static) {
        self.invariants.push(Box::new(check));
    }

    /// Asserts what must hold when all has happened.
    pub fn at_end(&mut self, check: impl FnOnce() + 'static) {
        self.at_end.push(Box::new(check));
    }

    /// Expects failures to go unhandled, which is a fault of the scenario otherwise: see [`Moves`].
    pub fn expects_reports(&mut self) {
        self.expects_reports = true;
    }

    fn actor(&mut self, name: &'static str, turns: LoopTask, is_over: Box<dyn Fn() -> bool>) -> &mut Actor {
        assert!(!name.contains(';'), "a semicolon stands between events, so no name has one: `{name}`");
        assert!(self.actors.iter().all(|other| other.name != name), "two actors have the name `{name}`");
        self.actors.push(Actor { name, moves: VecDeque::new(), turns, may_rest: false, is_over });
        self.last()
    }

    fn last(&mut self) -> &mut Actor {
        self.actors.last_mut().expect("one was just added")
    }
}

/// The interface to the search.
impl Scenario {
    /// How many events may come next, the end among them if every actor that is left may rest.
    pub(super) fn offers(&mut self) -> usize {
        // Moves that nobody can notice happen at once: all orders of them are equal.
        let ended = self.actors.extract_if(.., |actor| actor.moves.is_empty() || (actor.is_over)());
        self.at_rest.extend(ended.filter(|actor| actor.may_rest));
        let moves: usize = self.actors.iter().map(Actor::offers).sum();
        moves + usize::from(moves > 0 && self.can_end())
    }

    fn can_end(&self) -> bool {
        self.actors.iter().all(|actor| actor.may_rest)
    }

    /// The actor and the move of an offer; `None` is the end.
    fn offer(&self, mut number: usize) -> Option<(usize, usize)> {
        for (at, actor) in self.actors.iter().enumerate() {
            match number.checked_sub(actor.offers()) {
                Some(rest) => number = rest,
                None => return Some((at, number)),
            }
        }
        None
    }

    /// The name of an offer.
    pub(super) fn says(&self, number: usize) -> String {
        self.offer(number).map_or_else(
            || "nothing more happens".to_string(),
            |(actor, action)| {
                format!("{}: {}", self.actors[actor].name, self.actors[actor].moves[action].says)
            },
        )
    }

    /// Makes an offer happen; `false` is the end.
    pub(super) fn happens(&mut self, number: usize) -> bool {
        let Some((actor, action)) = self.offer(number) else { return false };
        let moves = &mut self.actors[actor].moves;
        let chosen = moves.remove(action).expect("what is offered is there");
        let others = match self.actors[actor].turns {
            LoopTask::One => self.actors.remove(actor).moves,
            LoopTask::Each => VecDeque::new(),
        };
        (chosen.run)();
        drop(others);
        self.invariants.iter_mut().for_each(|check| check());
        true
    }

    /// Ends the scenario.
    pub(super) fn ends(&mut self) {
        self.at_end.drain(..).for_each(|check| check());
    }
}

impl Debug for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.actors.iter().map(|actor| actor.name)).finish()
    }
}

/// The moves of a resolver, of which one happens, at any time; without any, the resolver is dropped at once. See
/// [`Scenario::resolver`].
///
/// ```
/// use deferred::{Deferred, testing::explore};
///
/// #[derive(Debug)]
/// struct Timeout;
///
/// let explored = explore(|scenario| {
///     let (resolver, answer) = Deferred::<u8, (Timeout,)>::pending();
///     scenario.resolver("answer", resolver).succeeds(1).fails(Timeout).is_dropped().stays_pending();
///     answer.catch(|_: Timeout| 0).detach();
///     scenario.expects_reports(); // of the resolver that is dropped
/// });
/// assert_eq!(explored.orders(), 4);
/// ```
///
/// Twisted has no counterpart.
pub struct Moves<'a, T: 'static, R: ErrorSet, Thread: Flavour> {
    actor: &'a mut Actor,
    resolver: Rc<Cell<Option<Resolver<T, R, Thread>>>>,
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Moves<'_, T, R, Thread> {
    /// Lets the resolver succeed with `value`.
    pub fn succeeds(self, value: T) -> Self {
        self.may("succeeds".into(), move |resolver| resolver.succeed(value))
    }

    /// Lets the resolver fail with `error`.
    #[track_caller]
    pub fn fails<X: Debug + 'static, Which>(self, error: X) -> Self
    where
        Errors<R>: Allow<X, Which, Set = R>,
    {
        let site = Site::at(Location::caller(), Stage::Resolver);
        self.may(format!("fails with {}", core::any::type_name::<X>()), move |resolver| {
            let failure = Failure::fail(error, site);
            resolver.resolve_in_flight(Err(failure));
        })
    }

    /// Lets the resolver be dropped unfired.
    pub fn is_dropped(self) -> Self {
        self.may("is dropped".into(), drop)
    }

    /// Lets the resolver stay pending to the end.
    pub fn stays_pending(self) -> Self {
        self.actor.may_rest = true;
        self
    }

    fn may(self, says: String, act: impl FnOnce(Resolver<T, R, Thread>) + 'static) -> Self {
        let alike = self.actor.moves.iter().filter(|other| other.says.starts_with(&says)).count();
        let says = if alike == 0 { says } else { format!("{says} ({})", alike + 1) };
        let resolver = self.resolver.clone();
        let run = Box::new(move || act(resolver.take().expect("it does one thing alone")));
        self.actor.moves.push_back(Move { says, run });
        self
    }
}
