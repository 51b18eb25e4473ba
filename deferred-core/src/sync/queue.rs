//! `Queue`: values wait for takers, or takers for values.

use super::delivery::{Delivery, Line, Numbered};
use crate::deferred::Deferred;
use crate::flavour::send_claims::crosses;
use crate::flavour::{Flavour, SharedCell, ThisThread};
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// Values wait for takers, or takers for values, in the order in which they came.
///
/// A taker is given a [`Delivery`], and has the value when it [accepts](Delivery::accept) that. A delivery that
/// nobody accepts, because its Deferred was dropped, or lost a race, or came too late for a list, puts its value
/// back where it was: so nothing is lost. A value that finds no place comes back at once. Clones of a `Queue` are
/// the same queue.
///
/// ```
/// use deferred::{Queue, chain, testing::success_result_of};
/// # fn main() -> Result<(), deferred::PutError<&'static str>> {
///
/// let jobs = Queue::<&str>::new();
/// let shouted = chain! { jobs.get(); then |job| job.accept().to_uppercase() };
/// jobs.put("sweep")?;
/// assert_eq!(success_result_of(shouted), "SWEEP");
///
/// let nobody = jobs.get();
/// jobs.put("cook")?;
/// drop(nobody);
/// assert_eq!(jobs.try_get(), Some("cook"));
/// # Ok(())
/// # }
/// ```
///
/// Both may be limited: [`with_size`](Self::with_size) says how many values may wait, and
/// [`with_backlog`](Self::with_backlog) how many takers.
///
/// # The end
///
/// [`close`](Self::close) lets no more values in. Values that wait are still taken; then takers fail with
/// [`QueueClosed`](crate::QueueClosed). Dropping the last clone of the queue dismisses the takers that wait in the
/// same way. Nothing is reported of that: the error is in the takers' set.
///
/// ```
/// use deferred::{Cancelled, Queue, QueueClosed, chain, testing::success_result_of};
///
/// let jobs = Queue::<u32>::new();
/// let sum = chain! { jobs.get(); then |job| job.accept(), catch |_: QueueClosed| 0, catch |_: Cancelled| 0 };
/// jobs.close();
/// assert_eq!(success_result_of(sum), 0);
/// ```
///
/// [`threads::queue`](crate::threads::queue) makes a queue between threads.
///
/// Twisted: `DeferredQueue`, which has no end, and loses what it hands to a Deferred that nobody looks at.
#[doc(alias = "DeferredQueue")]
pub struct Queue<T: 'static, Thread: Flavour = ThisThread, Takers = AnyNumber> {
    line: Line<T, Thread>,
    takers: Takers,
}

crosses!(Send [T: Send + 'static, Takers: Send,] Queue<T, Thread, Takers>; holds [Line<T, Thread>, Takers]);
crosses!(Sync [T: Send + 'static, Takers: Sync,] Queue<T, Thread, Takers>; holds [Line<T, Thread>, Takers]);

/// Any number of takers may wait at a [`Queue`], so [`get`](Queue::get) gives a Deferred in any case.
///
/// ```
/// use deferred::{AnyNumber, Queue, ThisThread};
///
/// let queue: Queue<u8, ThisThread, AnyNumber> = Queue::new();
/// let takers = [queue.get(), queue.get()];
/// assert_eq!(queue.waiting(), takers.len());
/// ```
///
/// Twisted: `DeferredQueue(backlog=None)`.
#[derive(Clone, Copy, Debug)]
pub struct AnyNumber(());

/// A limited number of takers may wait at a [`Queue`], and the next is refused at once: see
/// [`Queue::with_backlog`].
///
/// Twisted: `DeferredQueue(backlog=..)`.
#[derive(Clone, Copy, Debug)]
pub struct Backlog(usize);

/// The Deferred of a taker.
type Taken<T, Thread> = Deferred<Delivery<T, Thread>, super::delivery::Waiting, Thread>;

impl<T: 'static> Queue<T> {
    /// A queue without limits. Across threads: [`threads::queue`](crate::threads::queue).
    pub fn new() -> Self {
        Self::unlimited()
    }
}

impl<T: 'static, Thread: Flavour> Queue<T, Thread> {
    /// A queue without limits. The caller has checked that the flavour carries a `T`.
    pub(crate) fn unlimited() -> Self {
        Queue { line: Line::new(), takers: AnyNumber(()) }
    }

    /// Lets at most `backlog` takers wait for a value: then [`get`](Self::get) may fail at once.
    ///
    /// The cost of a refusal does not depend on how many takers wait. A taker that was cancelled counts no more; a
    /// taker that was dropped with nothing attached is found by later calls, each of which looks at a thousand
    /// takers.
    ///
    /// ```
    /// use deferred::{Queue, QueueUnderflow};
    ///
    /// let queue = Queue::<u8>::new().with_backlog(1);
    /// let _first = queue.get();
    /// assert_eq!(queue.get().err(), Some(QueueUnderflow));
    /// ```
    #[must_use = "this is the queue"]
    pub fn with_backlog(self, backlog: usize) -> Queue<T, Thread, Backlog> {
        Queue { line: self.line, takers: Backlog(backlog) }
    }

    /// Takes the first value, or waits for the next that comes.
    ///
    /// A taker that is cancelled while it waits leaves the line; so does a taker that is dropped with nothing
    /// attached. A value that was handed to a taker that is dropped later goes back: see [`Delivery`].
    ///
    /// Twisted: `DeferredQueue.get`.
    #[track_caller]
    pub fn get(&self) -> Taken<T, Thread> {
        self.line.take(Location::caller())
    }
}

impl<T: 'static, Thread: Flavour> Queue<T, Thread, Backlog> {
    /// Takes the first value, or waits for the next that comes.
    ///
    /// A taker that is cancelled while it waits leaves the line; so does a taker that is dropped with nothing
    /// attached. A value that was handed to a taker that is dropped later goes back: see [`Delivery`].
    ///
    /// # Errors
    ///
    /// [`QueueUnderflow`], if no value is there, the queue is open, and as many takers wait as may.
    ///
    /// Twisted: `DeferredQueue.get`.
    #[track_caller]
    pub fn get(&self) -> Result<Taken<T, Thread>, QueueUnderflow> {
        self.line.take_among(self.takers.0, Location::caller()).ok_or(QueueUnderflow)
    }
}

impl<T: 'static, Thread: Flavour, Takers> Queue<T, Thread, Takers> {
    /// Lets at most `size` values wait for a taker.
    #[must_use = "this is the queue"]
    pub fn with_size(self, size: usize) -> Self {
        self.line.state.with(|state| state.size = Some(size));
        self
    }

    /// Hands a value to the first taker that waits, whose callbacks then run; or lets the value wait.
    ///
    /// ```
    /// use deferred::{PutError, Queue};
    ///
    /// let small = Queue::new().with_size(1);
    /// assert_eq!(small.put("fits"), Ok(()));
    /// assert_eq!(small.put("too much"), Err(PutError::Overflow("too much")));
    /// ```
    ///
    /// # Errors
    ///
    /// [`PutError`], with the value, if nobody waits and as many values wait as may, or if the queue is closed.
    ///
    /// Twisted: `DeferredQueue.put`.
    pub fn put(&self, value: T) -> Result<(), PutError<T>> {
        let next = self.line.state.with(|state| {
            if state.is_closed {
                return Err(PutError::Closed(value));
            }
            let item = Numbered { number: state.put, value };
            match state.takers.next() {
                Some(taker) => {
                    state.put += 1;
                    Ok(Some((taker, item)))
                }
                None if state.size.is_none_or(|size| state.values.len() < size) => {
                    state.put += 1;
                    state.values.push_back(item);
                    Ok(None)
                }
                None => Err(PutError::Overflow(item.value)),
            }
        })?;
        if let Some((taker, item)) = next {
            self.line.hand_over(taker, item);
        }
        Ok(())
    }

    /// Takes the first value, if there is one.
    pub fn try_get(&self) -> Option<T> {
        self.line.state.with(|state| state.values.pop_front()).map(|item| item.value)
    }

    /// Closes the queue: no more values come in, and takers fail with [`QueueClosed`](crate::QueueClosed) once the
    /// values that wait are taken.
    ///
    /// The takers that wait fail before `close` returns.
    pub fn close(&self) {
        let takers = self.line.state.with(|state| {
            state.is_closed = true;
            state.takers.leave()
        });
        super::delivery::dismiss(takers);
    }

    /// Whether the queue was [closed](Self::close). Values may still wait in it.
    pub fn is_closed(&self) -> bool {
        self.line.state.with(|state| state.is_closed)
    }

    /// How many values wait for a taker. Twisted: `len(queue.pending)`.
    ///
    /// ```
    /// use deferred::Queue;
    ///
    /// let jobs = Queue::new();
    /// assert!(jobs.is_empty() && !jobs.is_closed());
    /// assert!(jobs.put("sweep").is_ok());
    /// assert_eq!((jobs.len(), jobs.waiting()), (1, 0));
    /// assert_eq!(jobs.try_get(), Some("sweep"));
    /// ```
    pub fn len(&self) -> usize {
        self.line.state.with(|state| state.values.len())
    }

    /// Whether no value waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many takers wait for a value. Twisted: `len(queue.waiting)`.
    pub fn waiting(&self) -> usize {
        self.line.state.with(|state| state.takers.count())
    }
}

impl<T: 'static, Thread: Flavour, Takers: Copy> Clone for Queue<T, Thread, Takers> {
    fn clone(&self) -> Self {
        Queue { line: self.line.clone(), takers: self.takers }
    }
}

impl<T: 'static> Default for Queue<T> {
    fn default() -> Self {
        Queue::new()
    }
}

impl<T: 'static, Thread: Flavour, Takers> Debug for Queue<T, Thread, Takers> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("len", &self.len()).field("waiting", &self.waiting()).finish()
    }
}

/// Why a [`Queue`] does not take a value, with that value. Twisted: `QueueOverflow`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[doc(alias = "QueueOverflow")]
pub enum PutError<T> {
    /// The queue is full: as many values wait as may.
    Overflow(T),
    /// The queue was [closed](Queue::close).
    Closed(T),
}

impl<T> PutError<T> {
    /// The value that was not taken.
    ///
    /// ```
    /// use deferred::Queue;
    ///
    /// let jobs = Queue::new();
    /// jobs.close();
    /// assert_eq!(jobs.put("cook").unwrap_err().into_value(), "cook");
    /// ```
    pub fn into_value(self) -> T {
        match self {
            PutError::Overflow(value) | PutError::Closed(value) => value,
        }
    }
}

impl<T> Debug for PutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PutError::Overflow(_) => "Overflow",
            PutError::Closed(_) => "Closed",
        })
    }
}

impl<T> Display for PutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PutError::Overflow(_) => "as many values wait in the queue as may",
            PutError::Closed(_) => "the queue is closed",
        })
    }
}

impl<T> Error for PutError<T> {}

/// A [`Queue`] has as many waiting takers as it may. Twisted: `QueueUnderflow`.
///
/// ```
/// use deferred::{Queue, QueueUnderflow};
///
/// let queue = Queue::<u8>::new().with_backlog(0);
/// assert_eq!(queue.get().err(), Some(QueueUnderflow));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueUnderflow;

impl Display for QueueUnderflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("as many takers wait at the queue as may")
    }
}

impl Error for QueueUnderflow {}
