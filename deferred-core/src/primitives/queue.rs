//! Values on their way from who has them to who waits for them.

use crate::cancel::Cancelled;
use crate::deferred::Deferred;
use crate::flavour::{Flavour, Shares, ThisThread};
use crate::waiters::Waiters;
use alloc::collections::VecDeque;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// Values wait for takers, or takers for values, in the order in which they came.
///
/// Both may be limited: [`with_size`](Self::with_size) says how many values may wait, and
/// [`with_backlog`](Self::with_backlog) how many takers. What is too much is said at once, and nothing
/// is lost: a value that finds no place comes back, and one whose taker was cancelled or dropped goes to the next.
/// Its clones are the same queue.
///
/// ```
/// use deferred::{Queue, QueueUnderflow, chain, testing::success_result_of};
///
/// # fn main() -> Result<(), QueueUnderflow> {
/// let jobs = Queue::new();
/// let shouted = chain! { jobs.get()?; then |job: &str| job.to_uppercase() };
/// jobs.put("sweep").expect("there is no limit");
/// assert_eq!(success_result_of(shouted), "SWEEP");
/// # Ok(())
/// # }
/// ```
///
/// Between threads there is one of [`threads::queue`](crate::threads::queue).
///
/// Twisted: `DeferredQueue`.
#[doc(alias = "DeferredQueue")]
pub struct Queue<T: 'static, Thread: Flavour = ThisThread> {
    state: Thread::Shared<State<T, Thread>>,
}

struct State<T: 'static, Thread: Flavour> {
    size: Option<usize>,
    backlog: Option<usize>,
    values: VecDeque<T>,
    takers: Waiters<T, (Cancelled,), Thread>,
}

impl<T: 'static> Queue<T> {
    /// A queue without limits. Across threads: [`threads::queue`](crate::threads::queue).
    pub fn new() -> Self {
        Self::unlimited()
    }
}

impl<T: 'static, Thread: Flavour> Queue<T, Thread> {
    /// A queue without limits. Whoever makes it says that the flavour carries a `T`.
    pub(crate) fn unlimited() -> Self {
        let state = State { size: None, backlog: None, values: VecDeque::new(), takers: Waiters::new() };
        Queue { state: Shares::new(state) }
    }

    /// Lets at most `size` values wait for a taker.
    #[must_use = "this is the queue"]
    pub fn with_size(self, size: usize) -> Self {
        self.state.with(|state| state.size = Some(size));
        self
    }

    /// Lets at most `backlog` takers wait for a value.
    #[must_use = "this is the queue"]
    pub fn with_backlog(self, backlog: usize) -> Self {
        self.state.with(|state| state.backlog = Some(backlog));
        self
    }

    /// Gives a value to the first who waits for one, whose callbacks then run; or lets it wait.
    ///
    /// ```
    /// use deferred::{Queue, QueueOverflow};
    ///
    /// let small = Queue::new().with_size(1);
    /// assert_eq!(small.put("fits"), Ok(()));
    /// assert_eq!(small.put("too much"), Err(QueueOverflow("too much")));
    /// ```
    ///
    /// # Errors
    ///
    /// [`QueueOverflow`], with the value, if nobody waits and as many values wait as may.
    ///
    /// Twisted: `DeferredQueue.put`.
    pub fn put(&self, value: T) -> Result<(), QueueOverflow<T>> {
        let next = self.state.with(|state| match state.takers.next() {
            Some(taker) => Ok(Some((taker, value))),
            None if state.size.is_none_or(|size| state.values.len() < size) => {
                state.values.push_back(value);
                Ok(None)
            }
            None => Err(QueueOverflow(value)),
        })?;
        let Some((taker, value)) = next else { return Ok(()) };
        match taker.try_succeed(value) {
            Ok(()) => Ok(()),
            // A cancel was first there: it goes to the next.
            Err(value) => self.put(value),
        }
    }

    /// The first of the values, or the next that comes.
    ///
    /// One that is cancelled while it waits leaves the line; so does one that is dropped with nothing attached.
    ///
    /// # Errors
    ///
    /// [`QueueUnderflow`], if no value is there and as many takers wait as may.
    ///
    /// Twisted: `DeferredQueue.get`.
    #[track_caller]
    pub fn get(&self) -> Result<Deferred<T, (Cancelled,), Thread>, QueueUnderflow> {
        let made = Location::caller();
        self.state.with(|state| match state.values.pop_front() {
            Some(value) => Ok(Deferred::ready(Ok(value))),
            None if state.backlog.is_some_and(|backlog| !state.takers.are_fewer_than(backlog)) => {
                Err(QueueUnderflow)
            }
            None => Ok(state.takers.join(made)),
        })
    }

    /// How many values wait for a taker. Twisted: `len(queue.pending)`.
    pub fn len(&self) -> usize {
        self.state.with(|state| state.values.len())
    }

    /// Whether no value waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many takers wait for a value. Twisted: `len(queue.waiting)`.
    pub fn waiting(&self) -> usize {
        self.state.with(|state| state.takers.count())
    }
}

impl<T: 'static, Thread: Flavour> Clone for Queue<T, Thread> {
    fn clone(&self) -> Self {
        Queue { state: self.state.clone() }
    }
}

impl<T: 'static> Default for Queue<T> {
    fn default() -> Self {
        Queue::new()
    }
}

impl<T: 'static, Thread: Flavour> Debug for Queue<T, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("len", &self.len()).field("waiting", &self.waiting()).finish()
    }
}

/// As many values wait in the [`Queue`] as may: here is the one that found no place. Twisted: `QueueOverflow`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct QueueOverflow<T>(pub T);

impl<T> Debug for QueueOverflow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueueOverflow")
    }
}

impl<T> Display for QueueOverflow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("as many values wait in the queue as may")
    }
}

impl<T> Error for QueueOverflow<T> {}

/// As many takers wait at the [`Queue`] as may. Twisted: `QueueUnderflow`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueUnderflow;

impl Display for QueueUnderflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("as many takers wait at the queue as may")
    }
}

impl Error for QueueUnderflow {}
