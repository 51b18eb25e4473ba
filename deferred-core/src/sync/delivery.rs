//! `Delivery`: a value that a queue has handed to a taker, and that goes back if nobody accepts it.

use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::crosses;
use crate::flavour::shared::SharedState;
use crate::flavour::{Flavour, SharedCell, ThisThread};
use crate::runtime::unwind;
use crate::sync::waiters::Waiters;
use alloc::collections::VecDeque;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// No value will come: the [`Queue`](crate::Queue) was [closed](crate::Queue::close), or is gone.
///
/// ```
/// use deferred::{Queue, QueueClosed, testing::failure_result_of};
///
/// let queue = Queue::<u8>::new();
/// let taker = queue.get();
/// queue.close();
/// assert!(failure_result_of(taker).is::<QueueClosed>());
/// ```
///
/// Twisted has no counterpart: its queues have no end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueClosed;

impl Display for QueueClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is closed")
    }
}

impl Error for QueueClosed {}

/// The errors of a taker.
pub(super) type Waiting = (Cancelled, QueueClosed);

type Takers<T, Thread> = Waiters<Delivery<T, Thread>, Waiting, Thread>;

/// The state that the clones of a queue share.
pub(super) struct Line<T: 'static, Thread: Flavour> {
    pub(super) state: Thread::Shared<State<T, Thread>>,
}

type WeakState<T, Thread> =
    <<Thread as SharedState>::Shared<State<T, Thread>> as SharedCell<State<T, Thread>>>::Weak;

pub(super) struct State<T: 'static, Thread: Flavour> {
    pub(super) size: Option<usize>,
    pub(super) is_closed: bool,
    /// How many values were put in.
    pub(super) put: u64,
    /// The values that wait, in the order of their numbers.
    pub(super) values: VecDeque<Numbered<T>>,
    /// The takers that wait; there are none while values wait.
    pub(super) takers: Takers<T, Thread>,
}

/// A value with its number in the order of the queue.
pub(super) struct Numbered<T> {
    pub(super) number: u64,
    pub(super) value: T,
}

/// A value that a [`Queue`](crate::Queue) has handed over, and that nobody has accepted yet.
///
/// A delivery that is dropped unaccepted goes to the next taker, or back into the queue, in front of all that came
/// after it. So a value is not lost with its taker: with a Deferred that was dropped, or whose future was; with one
/// that lost a race, or came too late for a list or after its timeout. Where the queue is gone, the value is
/// dropped with its delivery.
///
/// ```
/// use deferred::{Queue, race, testing::success_result_of};
/// # fn main() -> Result<(), deferred::PutError<&'static str>> {
///
/// let (left, right) = (Queue::new(), Queue::new());
/// left.put("left")?;
/// right.put("right")?;
/// let (index, first) = success_result_of(race([left.get(), right.get()]));
/// assert_eq!((index, first.accept()), (0, "left"));
/// assert_eq!((left.len(), right.len()), (0, 1)); // the loser's is there again
/// # Ok(())
/// # }
/// ```
///
/// Twisted's `DeferredQueue.get` gives the value itself, which is lost then.
#[must_use = "a delivery that is dropped goes back into its queue: accept it"]
pub struct Delivery<T: 'static, Thread: Flavour = ThisThread> {
    /// `None` only once the value was accepted, or has gone back.
    item: Option<Numbered<T>>,
    queue: WeakState<T, Thread>,
}

crosses!(Send [T: Send + 'static,] Delivery<T, Thread>; holds [Option<Numbered<T>>, WeakState<T, Thread>]);

impl<T: 'static, Thread: Flavour> Delivery<T, Thread> {
    /// Takes the value out.
    pub fn accept(mut self) -> T {
        self.item.take().expect("it is there until it is accepted").value
    }
}

impl<T: 'static, Thread: Flavour> Drop for Delivery<T, Thread> {
    fn drop(&mut self) {
        if let Some(item) = self.item.take()
            && let Some(state) = <Thread::Shared<State<T, Thread>>>::upgrade(&self.queue)
        {
            unwind::contain(|| Line::<T, Thread> { state }.take_back(item));
        }
    }
}

impl<T: 'static, Thread: Flavour> Debug for Delivery<T, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Delivery")
    }
}

impl<T: 'static, Thread: Flavour> Clone for Line<T, Thread> {
    fn clone(&self) -> Self {
        Line { state: self.state.clone() }
    }
}

impl<T: 'static, Thread: Flavour> Line<T, Thread> {
    pub(super) fn new() -> Self {
        let state =
            State { size: None, is_closed: false, put: 0, values: VecDeque::new(), takers: Waiters::new() };
        Line { state: SharedCell::new(state) }
    }

    fn deliver(&self, item: Numbered<T>) -> Delivery<T, Thread> {
        Delivery { item: Some(item), queue: self.state.downgrade() }
    }

    /// Takes the first value, or waits for the next that comes.
    pub(super) fn take(
        &self,
        made: &'static Location<'static>,
    ) -> Deferred<Delivery<T, Thread>, Waiting, Thread> {
        self.take_by(made, |takers| Some(takers.join(made))).expect("any number may wait")
    }

    /// [`take`](Self::take), if fewer than `backlog` takers wait already.
    pub(super) fn take_among(
        &self,
        backlog: usize,
        made: &'static Location<'static>,
    ) -> Option<Deferred<Delivery<T, Thread>, Waiting, Thread>> {
        self.take_by(made, |takers| takers.join_among(backlog, made))
    }

    fn take_by(
        &self,
        made: &'static Location<'static>,
        join: impl FnOnce(&mut Takers<T, Thread>) -> Option<Deferred<Delivery<T, Thread>, Waiting, Thread>>,
    ) -> Option<Deferred<Delivery<T, Thread>, Waiting, Thread>> {
        enum Found<V, W> {
            Value(V),
            Waits(W),
            Closed,
            Full,
        }
        let found = self.state.with(|state| match state.values.pop_front() {
            Some(item) => Found::Value(item),
            None if state.is_closed => Found::Closed,
            None => join(&mut state.takers).map_or(Found::Full, Found::Waits),
        });
        Some(match found {
            Found::Value(item) => Deferred::ready(Ok(self.deliver(item))),
            Found::Waits(waits) => waits,
            Found::Closed => {
                Deferred::ready(Err(Failure::raise(QueueClosed, Site::at(made, Stage::Pending))))
            }
            Found::Full => return None,
        })
    }

    /// Hands a value to `taker`, or to the next if a cancel came first there.
    pub(super) fn hand_over(&self, taker: Resolver<Delivery<T, Thread>, Waiting, Thread>, item: Numbered<T>) {
        // A delivery that comes back is dropped here, and goes to the next taker or into the queue.
        drop(taker.try_succeed(self.deliver(item)));
    }

    /// Takes back a value that was not accepted: the next taker gets it, or it goes back to its place.
    fn take_back(&self, item: Numbered<T>) {
        let next = self.state.with(|state| match state.takers.next() {
            Some(taker) => Some((taker, item)),
            None => {
                let (Ok(place) | Err(place)) =
                    state.values.binary_search_by_key(&item.number, |other| other.number);
                state.values.insert(place, item);
                None
            }
        });
        if let Some((taker, item)) = next {
            self.hand_over(taker, item);
        }
    }
}

/// Dropping the queue dismisses its takers.
impl<T: 'static, Thread: Flavour> Drop for State<T, Thread> {
    fn drop(&mut self) {
        unwind::contain(|| dismiss(self.takers.leave()));
    }
}

/// Tells each taker that no value will come, even if a callback of one panics.
pub(super) fn dismiss<T: 'static, Thread: Flavour>(takers: Takers<T, Thread>) {
    struct Rest<T: 'static, Thread: Flavour>(Takers<T, Thread>);

    impl<T: 'static, Thread: Flavour> Rest<T, Thread> {
        /// Dismisses one taker; false if there was none.
        fn dismiss_next(&mut self) -> bool {
            let Some(taker) = self.0.next() else { return false };
            taker.fail_where_made(QueueClosed);
            true
        }
    }

    impl<T: 'static, Thread: Flavour> Drop for Rest<T, Thread> {
        fn drop(&mut self) {
            let mut is_left = true;
            while is_left {
                unwind::contain(|| is_left = self.dismiss_next());
            }
        }
    }

    let mut rest = Rest(takers);
    while rest.dismiss_next() {}
}
