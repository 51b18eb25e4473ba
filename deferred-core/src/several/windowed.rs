//! Work on many items, of which only so many are under way.

use super::heart::{Decided, Heart, Pending};
use crate::cell::Payload;
use crate::deferred::{Deferred, Outcome};
use crate::eventual::Eventual;
use crate::flavour::{Carries, Flavour};
use crate::set::ErrorSet;
use alloc::vec::Vec;
use core::panic::Location;

/// Calls `work` on each of `items`, with at most `limit` Deferreds under way; the values are in the order of the items.
///
/// An item is taken from `items` when there is room for it, so that may be without end. When one fails, that is the result: no more are
/// begun, those under way go on, and if they fail too, that is [reported](crate::unhandled). A cancel goes to
/// each one under way; where [`Cancelled`](crate::Cancelled) is in the set, no more are begun. Items that
/// are ready at once use no stack, however many there are.
///
/// ```
/// use deferred::{Deferred, Resolver, testing::success_result_of, windowed};
/// use std::{cell::RefCell, rc::Rc};
///
/// let under_way = Rc::new(RefCell::new(Vec::<Resolver<u32>>::new()));
/// let begun = under_way.clone();
/// let sizes = windowed(2, ["a", "bb", "ccc"], move |_page| {
///     let (resolver, size) = Deferred::<u32>::pending();
///     begun.borrow_mut().push(resolver);
///     size
/// });
/// let fire = |at: usize, size| { let resolver = under_way.borrow_mut().remove(at); resolver.succeed(size) };
/// assert_eq!(under_way.borrow().len(), 2);
/// fire(1, 2); // there is room for the third
/// assert_eq!(under_way.borrow().len(), 2);
/// fire(1, 3);
/// fire(0, 1);
/// assert_eq!(success_result_of(sizes), [1, 2, 3]);
/// ```
///
/// # Panics
///
/// If `limit` is 0: nothing could ever begin.
///
/// Twisted: a `DeferredSemaphore` around each call, or a `Cooperator`.
#[track_caller]
#[doc(alias("DeferredSemaphore", "Cooperator"))]
pub fn windowed<Items, F, T: 'static, R: ErrorSet, Thread>(
    limit: usize,
    items: Items,
    work: F,
) -> Deferred<Vec<T>, R, Thread>
where
    Items: IntoIterator<IntoIter: 'static>,
    F: FnMut(Items::Item) -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<Items::IntoIter> + Carries<F> + Carries<Outcome<T, R>>,
{
    assert!(limit > 0, "a window of 0 lets nothing through");
    let made = Location::caller();
    let can_be_cancelled = Outcome::<Vec<T>, R>::cancelled(made).map(Payload::come_too_late).is_some();
    let source = Source { items: items.into_iter(), work, can_be_cancelled };
    let window = Window {
        source: Some(source),
        exhausted: false,
        values: Vec::new(),
        under_way: 0,
        limit,
        free: Vec::new(),
    };
    let (heart, result) = Waiting::<Items::IntoIter, F, T, R, Thread>::that_ends(window, (), made);
    pump(&heart);
    result
}

pub(super) struct Source<It, F> {
    items: It,
    work: F,
    /// Whether there is a result for the case that it is cancelled.
    can_be_cancelled: bool,
}

pub(super) struct Window<It, F, T> {
    /// `None` while it is being drawn from.
    source: Option<Source<It, F>>,
    exhausted: bool,
    /// What came, each at its item's place.
    values: Vec<Option<T>>,
    under_way: usize,
    limit: usize,
    /// Places among the heart's handles that nobody has.
    free: Vec<usize>,
}

impl<It, F, T> Window<It, F, T> {
    /// One more is under way. Gives the place for its value.
    fn begin(&mut self) -> usize {
        self.under_way += 1;
        self.values.push(None);
        self.values.len() - 1
    }

    /// The same for one that can be cancelled while it is. Gives the place for its handle too.
    fn begin_pending<Thread: Flavour>(
        &mut self,
        pending: &mut Pending<Thread>,
        handle: Option<Thread::Handle>,
    ) -> (usize, usize) {
        let at = self.free.pop().unwrap_or(pending.len());
        if at >= pending.len() {
            pending.resize_with(at + 1, || None);
        }
        pending[at] = handle;
        (self.begin(), at)
    }

    fn end<R: ErrorSet>(&mut self, place: usize, outcome: Outcome<T, R>) -> Option<Outcome<Vec<T>, R>> {
        self.under_way -= 1;
        match outcome {
            Ok(value) => self.values[place] = Some(value),
            Err(failure) => return Some(Err(failure)),
        }
        self.all().map(Ok)
    }

    /// The values, when nothing more is to come.
    fn all(&mut self) -> Option<Vec<T>> {
        if !self.exhausted || self.under_way > 0 {
            return None;
        }
        let values = core::mem::take(&mut self.values);
        Some(values.into_iter().map(|value| value.expect("nothing more is to come")).collect())
    }
}

type Waiting<It, F, T, R, Thread> = Heart<Window<It, F, T>, Vec<T>, R, (), Thread>;

/// Begins as many as there is room for, unless somebody is about it already.
fn pump<I, It, F, T: 'static, R: ErrorSet, Thread>(heart: &Waiting<It, F, T, R, Thread>)
where
    It: Iterator<Item = I> + 'static,
    F: FnMut(I) -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<Outcome<T, R>>,
{
    let mut source = heart.with(|window, _, _| window.source.take()).flatten();
    loop {
        let open = heart.with(|window, _, asked| {
            if source.is_some() && window.under_way == window.limit {
                window.source = source.take();
            }
            asked
        });
        let Some(asked) = open else { return };
        let Some(from) = source.as_mut().filter(|source| !(asked && source.can_be_cancelled)) else { return };
        let Some(item) = from.items.next() else { break };
        let begun = (from.work)(item);
        begin(heart, begun, from.can_be_cancelled);
    }
    drop(source);
    let decided = heart.look(|window| {
        window.exhausted = true;
        window.all().map(Ok)
    });
    conclude(heart, decided);
}

/// Waits for one that has just begun; cancels it if the others were asked to end meanwhile.
fn begin<I, It, F, T: 'static, R: ErrorSet, Thread>(
    heart: &Waiting<It, F, T, R, Thread>,
    begun: Deferred<T, R, Thread>,
    can_be_cancelled: bool,
) where
    It: Iterator<Item = I> + 'static,
    F: FnMut(I) -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<Outcome<T, R>>,
{
    let begun: Deferred<T, R, Thread> = match begun.eventual.take() {
        Ok(outcome) => {
            let arrived = heart.arrive(None, outcome, |window, outcome| {
                let place = window.begin();
                window.end(place, outcome)
            });
            return arrive(heart, arrived);
        }
        Err(slot) => Deferred::from(Eventual::Pending(slot)),
    };
    // In one go: whoever asks the others to end finds it among them, or is seen here.
    let registered = heart.with(|window, pending, asked| {
        let places = window.begin_pending::<Thread>(pending, begun.end());
        (places, asked)
    });
    let asked = registered.map_or_else(|| heart.was_asked(), |(_, asked)| asked);
    if asked && can_be_cancelled {
        begun.handle().cancel();
    }
    let places = registered.map(|(places, _)| places);
    begun.settle_in_flight((heart.clone(), places), |(heart, places), outcome| {
        let arrived = match places {
            Some((place, at)) => heart.arrive(Some(at), outcome, |window, outcome| {
                window.free.push(at);
                window.end(place, outcome)
            }),
            None => Err(outcome),
        };
        arrive(&heart, arrived);
        pump(&heart);
    });
}

type Concluded<It, F, T, R, Thread> = Option<Decided<Window<It, F, T>, Vec<T>, R, Thread>>;
type Arrived<It, F, T, R, Thread> = Result<Concluded<It, F, T, R, Thread>, Outcome<T, R>>;

fn arrive<It: 'static, F: 'static, T: 'static, R: ErrorSet, Thread: Flavour>(
    heart: &Waiting<It, F, T, R, Thread>,
    arrived: Arrived<It, F, T, R, Thread>,
) {
    match arrived {
        Ok(decided) => conclude(heart, decided),
        Err(Ok(_)) => {}
        Err(Err(late)) => drop(heart.unasked(late)),
    }
}

fn conclude<It: 'static, F: 'static, T: 'static, R: ErrorSet, Thread: Flavour>(
    heart: &Waiting<It, F, T, R, Thread>,
    decided: Concluded<It, F, T, R, Thread>,
) {
    if let Some(decided) = decided {
        drop(heart.fire(decided));
    }
}
