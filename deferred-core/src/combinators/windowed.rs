//! `window`: works on many items, with a limit to how many are under way at once.

use super::join_state::{Decided, JoinState, Late, Pending};
use super::window_results::{Folding, Gathers, InOrder, With};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{CanBeCancelled, ErrorSet};
use crate::flavour::MaybeReady;
use crate::flavour::Payload;
use crate::flavour::{Carries, Flavour, SendIf, ThisThread};
use alloc::vec::Vec;
use core::fmt::{self, Debug};
use core::panic::Location;

/// Calls `work` on each of `items`, with at most `limit` Deferreds under way; the values are in the order of the items.
///
/// An item is taken from `items` when there is room for it. The first failure is the result: no more items are
/// begun, those under way go on, and their failures are [reported](crate::error::unhandled). A cancel goes to each
/// item under way; where [`Cancelled`](crate::Cancelled) is in the set, no more are begun. Items that are ready at
/// once use no stack, however many there are.
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
/// `windowed` is `window(limit, items, work).gather()`: see [`window`] for items without end, and for late
/// outcomes.
///
/// # Panics
///
/// If `limit` is 0: nothing could ever begin.
///
/// Twisted: a `DeferredSemaphore` around each call, or a `Cooperator`.
#[track_caller]
#[doc(alias("DeferredSemaphore", "Cooperator"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn windowed<Limit, Items, X, F, T: 'static, R: ErrorSet, Thread>(limit: Limit, items: Items, work: F) -> Deferred<Vec<T>, R, Thread> where Items: IsWorkedOn<Limit, X>, F: FnMut(X) -> Deferred<T, R, Thread> + 'static, Thread: Flavour + Carries<Items::Items> + Carries<F> + Carries<Outcome<T, R>> {
    window(limit, items, work).gather()
}

/// What [`window`] goes through: anything with items, behind how many may be under way, a `usize`.
///
/// The two are asked for at once, so that the compiler says one thing of them where they are swapped.
#[diagnostic::on_unimplemented(
    message = "how many may be under way stands first, and then the items; here they are `{Limit}` and `{Self}` [E-no-items]",
    label = "here should be items, behind a `usize`",
    note = "write them as in `windowed(2, items, |item| ..)`; see `deferred::mistakes::e_no_items`"
)]
pub trait IsWorkedOn<Limit, X> {
    #[doc(hidden)]
    type Items: Iterator<Item = X> + 'static;

    #[doc(hidden)]
    fn behind(self, limit: Limit) -> (usize, Self::Items);
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<IntoIter: 'static>> IsWorkedOn<usize, I::Item> for I {
    type Items = I::IntoIter;

    #[inline]
    fn behind(self, limit: usize) -> (usize, I::IntoIter) {
        (limit, self.into_iter())
    }
}

/// Work on many items, with a limit to how many are under way: made by [`window`].
///
/// The method chooses the result:
///
/// | method | gives | memory |
/// | --- | --- | --- |
/// | [`gather`](Self::gather) | all of them, in the order of the items | for each value |
/// | [`for_each`](Self::for_each) | each to a function, as it comes | for what is under way |
/// | [`fold`](Self::fold) | what a function makes of them, one after the other as they come | for what is under way |
///
/// Outcomes that come when the result is decided are [late](crate::Members#late-failures), as with
/// [`Members`](crate::Members).
///
/// ```
/// use deferred::{succeed, testing::success_result_of, window};
///
/// let lengths = window(2, ["a", "bb"], |page: &str| succeed(page.len())).gather();
/// assert_eq!(success_result_of(lengths), [1, 2]);
/// let printed = window(2, ["a", "bb"], |page: &str| succeed(page.len()))
///     .for_each(|index, length| println!("page {index}: {length}"));
/// success_result_of(printed);
/// ```
#[must_use = "nothing is begun until it is said what is to come of it"]
pub struct Window<It, F, T: 'static, R: ErrorSet, Thread: Flavour = ThisThread> {
    limit: usize,
    items: It,
    work: F,
    late: Late<T, R, Thread>,
}

/// Work on many items, with at most `limit` Deferreds under way.
///
/// An item is taken from `items` when there is room for it, so the iterator may be infinite where nobody gathers
/// the values:
///
/// ```
/// use deferred::{Cancelled, Deferred, TestClock, later, testing::failure_result_of, window};
/// use std::{cell::Cell, rc::Rc, time::Duration};
///
/// let clock = TestClock::new();
/// let (timer, sum) = (clock.clone(), Rc::new(Cell::new(0)));
/// let total = sum.clone();
/// let adding: Deferred<(), (Cancelled,)> =
///     window(2, 1.., move |n: u64| later(&timer, Duration::from_secs(1)).map(move |()| n))
///         .for_each(move |_index, n| total.set(total.get() + n));
/// clock.pump([Duration::from_secs(1); 3]);
/// assert_eq!(sum.get(), 1 + 2 + 3 + 4 + 5 + 6);
/// adding.cancel();
/// assert!(failure_result_of(adding).is::<Cancelled>());
/// ```
///
/// # Panics
///
/// If `limit` is 0: nothing could ever begin.
///
/// Twisted: a `Cooperator`.
#[track_caller]
#[doc(alias = "Cooperator")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn window<Limit, Items, X, F, T: 'static, R: ErrorSet, Thread>(limit: Limit, items: Items, work: F) -> Window<Items::Items, F, T, R, Thread> where Items: IsWorkedOn<Limit, X>, F: FnMut(X) -> Deferred<T, R, Thread> + 'static, Thread: Flavour {
    let (limit, items) = items.behind(limit);
    assert!(limit > 0, "a window of 0 lets nothing through");
    Window { limit, items, work, late: Late::new() }
}

impl<It: 'static, F: 'static, T: 'static, R: ErrorSet, Thread: Flavour> Window<It, F, T, R, Thread> {
    /// Sends late failures to `sink`, with the index of their item: see [`Members::late`](crate::Members::late).
    pub fn late<G: FnMut(usize, Failure<R>) + 'static>(mut self, sink: G) -> Self
    where
        Thread: Carries<G>,
    {
        self.late.call_with_failures(sink);
        self
    }

    /// Sends late values to `sink`, with the index of their item: see [`Members::late_values`](crate::Members::late_values).
    pub fn late_values<G: FnMut(usize, T) + 'static>(mut self, sink: G) -> Self
    where
        Thread: Carries<G>,
    {
        self.late.call_with_values(sink);
        self
    }

    /// Drops late failures, in silence: see [`Members::drop_late`](crate::Members::drop_late).
    pub fn drop_late(mut self) -> Self {
        self.late.drop_failures();
        self
    }

    /// Cancels the items under way when one has failed: see [`Members::cancel_rest`](crate::Members::cancel_rest).
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn cancel_rest<Which>(mut self) -> Self where R: CanBeCancelled<Which> {
        self.late.cancels_rest = true;
        self
    }

    /// Begins, and waits for all the values, in the order of the items, or for the first failure: see [`windowed`].
    #[track_caller]
    pub fn gather<I>(self) -> Deferred<Vec<T>, R, Thread>
    where
        It: Iterator<Item = I>,
        F: FnMut(I) -> Deferred<T, R, Thread>,
        Thread: Carries<It> + Carries<F> + Carries<Outcome<T, R>>,
    {
        self.begin(InOrder::new(), Location::caller())
    }

    /// Begins, and calls `f` with each value as it comes, and with the index of its item.
    ///
    /// The calls come one after the other: a value that comes while `f` runs waits for that, and counts as under
    /// way until then. If `f` panics, the result is abandoned.
    #[track_caller]
    pub fn for_each<I, G>(self, f: G) -> Deferred<(), R, Thread>
    where
        It: Iterator<Item = I>,
        F: FnMut(I) -> Deferred<T, R, Thread>,
        G: FnMut(usize, T) + 'static,
        Thread: Carries<It> + Carries<F> + Carries<G> + Carries<Outcome<T, R>> + Carries<Outcome<(), R>>,
    {
        self.begin(Folding::each(f), Location::caller())
    }

    /// Begins, and folds the values into an accumulator by `f` as they come, each with the index of its item.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of, window};
    ///
    /// let total = window(4, ["a", "bb", "ccc"], |page: &str| succeed(page.len()));
    /// assert_eq!(success_result_of(total.fold(0, |total, _index, length| total + length)), 6);
    /// ```
    ///
    /// The calls come one after the other, as in [`for_each`](Self::for_each).
    #[track_caller]
    pub fn fold<I, A: 'static, G>(self, init: A, f: G) -> Deferred<A, R, Thread>
    where
        It: Iterator<Item = I>,
        F: FnMut(I) -> Deferred<T, R, Thread>,
        G: FnMut(A, usize, T) -> A + 'static,
        Thread: Carries<It> + Carries<F> + Carries<G> + Carries<Outcome<T, R>> + Carries<Outcome<A, R>>,
    {
        self.begin(Folding::from(init, With::new(f)), Location::caller())
    }

    fn begin<I, G: Gathers<T>>(
        self,
        gathers: G,
        made: &'static Location<'static>,
    ) -> Deferred<G::Value, R, Thread>
    where
        It: Iterator<Item = I>,
        F: FnMut(I) -> Deferred<T, R, Thread>,
        Waiting<It, F, T, R, G, Thread>: SendIf<Thread>,
    {
        let Window { limit, items, work, late } = self;
        let can_be_cancelled = Outcome::<(), R>::cancelled(made).map(Payload::come_too_late).is_some();
        let source = Source { items, work, can_be_cancelled };
        let working = Working {
            source: Some(source),
            exhausted: false,
            gathers,
            begun: 0,
            under_way: 0,
            limit,
            free: Vec::new(),
        };
        let (join, result) = Waiting::<It, F, T, R, G, Thread>::that_ends(working, late, made, leave);
        pump(&join);
        // Dropping the state may drop user values, and panic: so not while the result is being returned.
        drop(join);
        result
    }
}

impl<It, F, T: 'static, R: ErrorSet, Thread: Flavour> Debug for Window<It, F, T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Window({} at a time)", self.limit)
    }
}

pub(super) struct Source<It, F> {
    items: It,
    work: F,
    /// Whether the set has an error for a cancel.
    can_be_cancelled: bool,
}

/// A window at work.
pub(super) struct Working<It, F, G> {
    /// `None` while an item is being taken from it.
    source: Option<Source<It, F>>,
    exhausted: bool,
    gathers: G,
    /// How many items were taken.
    begun: usize,
    under_way: usize,
    limit: usize,
    /// Free indices in the join state's list of handles.
    free: Vec<usize>,
}

impl<It, F, G> Working<It, F, G> {
    /// Counts one more item under way, and returns its index.
    fn begin(&mut self) -> usize {
        self.under_way += 1;
        self.begun += 1;
        self.begun - 1
    }

    /// [`begin`](Self::begin) for an item that can be cancelled; also returns the index of its handle.
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

    fn end<T: 'static, R: ErrorSet>(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
    ) -> Option<Outcome<G::Value, R>>
    where
        G: Gathers<T>,
    {
        match outcome {
            Ok(value) => {
                if !self.gathers.put(index, value) {
                    return None;
                }
                self.under_way -= 1;
                self.all().map(Ok)
            }
            // It is the result, and nothing is counted any more.
            Err(failure) => Some(Err(failure)),
        }
    }

    /// The result, when nothing more is to come.
    fn all<T: 'static>(&mut self) -> Option<G::Value>
    where
        G: Gathers<T>,
    {
        if !self.exhausted || self.under_way > 0 {
            return None;
        }
        self.gathers.all()
    }
}

pub(super) type Waiting<It, F, T, R, G, Thread> =
    JoinState<Working<It, F, G>, <G as Gathers<T>>::Value, R, Late<T, R, Thread>, Thread>;

/// Begins as many items as there is room for, unless another call is doing so.
fn pump<I, It, F, T: 'static, R: ErrorSet, G, Thread>(join: &Waiting<It, F, T, R, G, Thread>)
where
    It: Iterator<Item = I> + 'static,
    F: FnMut(I) -> Deferred<T, R, Thread> + 'static,
    G: Gathers<T>,
    Thread: Flavour,
    Waiting<It, F, T, R, G, Thread>: SendIf<Thread>,
{
    let mut source = join.with(|working, _, _| working.source.take()).flatten();
    loop {
        let open = join.with(|working, _, asked| {
            if source.is_some() && working.under_way >= working.limit {
                working.source = source.take();
            }
            asked
        });
        let Some(asked) = open else { return };
        let Some(from) = source.as_mut().filter(|source| !(asked && source.can_be_cancelled)) else { return };
        let Some(item) = from.items.next() else { break };
        let begun = (from.work)(item);
        begin(join, begun, from.can_be_cancelled);
    }
    drop(source);
    let decided = join.look(|working| {
        working.exhausted = true;
        working.all().map(Ok)
    });
    conclude(join, decided);
}

/// Waits for an item that has just begun; cancels it if the others were asked to end meanwhile.
fn begin<I, It, F, T: 'static, R: ErrorSet, G, Thread>(
    join: &Waiting<It, F, T, R, G, Thread>,
    begun: Deferred<T, R, Thread>,
    can_be_cancelled: bool,
) where
    It: Iterator<Item = I> + 'static,
    F: FnMut(I) -> Deferred<T, R, Thread> + 'static,
    G: Gathers<T>,
    Thread: Flavour,
    Waiting<It, F, T, R, G, Thread>: SendIf<Thread>,
{
    let begun: Deferred<T, R, Thread> = match begun.into_inner().take() {
        Ok(outcome) => {
            let Some(index) = join.with(|working, _, _| working.begin()) else {
                return join.take_late(0, outcome);
            };
            return arrive(join, None, index, outcome);
        }
        Err(receiver) => Deferred::from(MaybeReady::Pending(receiver)),
    };
    // One access to the state: a cancel either finds the item among the others, or is seen here.
    let registered = join.with(|working, pending, asked| {
        let places = working.begin_pending::<Thread>(pending, begun.cell_handle());
        (places, asked)
    });
    let asked = registered.map_or_else(|| join.was_asked(), |(_, asked)| asked);
    if asked && can_be_cancelled {
        begun.handle().cancel();
    }
    let places = registered.map(|(places, _)| places);
    begun.settle_in_flight((join.clone(), places), |(join, places), outcome| {
        match places {
            Some((index, at)) => arrive(&join, Some(at), index, outcome),
            None => join.take_late(0, outcome),
        }
        pump(&join);
    });
}

/// Takes the outcome of an item.
fn arrive<It: 'static, F: 'static, T: 'static, R: ErrorSet, G: Gathers<T>, Thread: Flavour>(
    join: &Waiting<It, F, T, R, G, Thread>,
    at: Option<usize>,
    index: usize,
    outcome: Outcome<T, R>,
) {
    let arrived = join.arrive(at, outcome, |working, outcome, _| {
        working.free.extend(at);
        working.end(index, outcome)
    });
    match arrived {
        Ok(decided) => conclude(join, decided),
        Err(late) => return join.take_late(index, late),
    }
    // The user's function is called while no lock is held, by whoever gets here first.
    while let Some(job) = join.with(|working, _, _| working.gathers.begin()).flatten() {
        let mut done = Some(G::run(job));
        let decided = join.look(|working| {
            working.gathers.end(done.take()?);
            working.under_way -= 1;
            working.all().map(Ok)
        });
        conclude(join, decided);
    }
}

fn conclude<It: 'static, F: 'static, T: 'static, R: ErrorSet, G: Gathers<T>, Thread: Flavour>(
    join: &Waiting<It, F, T, R, G, Thread>,
    decided: Option<Decided<Working<It, F, G>, G::Value, R, Thread>>,
) {
    let Some(decided) = decided else { return };
    let cancels = join.with_late(|late| late.cancels_rest);
    let working = if cancels { join.cancel_and_fire(decided) } else { join.fire(decided) };
    leave(join, working);
}

/// Passes the values that the result does not have to the sinks.
fn leave<It: 'static, F: 'static, T: 'static, R: ErrorSet, G: Gathers<T>, Thread: Flavour>(
    join: &Waiting<It, F, T, R, G, Thread>,
    working: Working<It, F, G>,
) {
    for (index, value) in working.gathers.left_over() {
        join.take_late(index, Ok(value));
    }
}
