//! Streams of a queue's values, and of work on many items, for async code.
//!
//! Functions of the crate `futures` that take futures, such as `join_all`, `FuturesUnordered` and `buffered`, take
//! a Deferred by [`into_future`](IntoFuture::into_future): `join_all(pages.map(IntoFuture::into_future))`. A
//! Deferred itself is no future, since the reply of a callback could then be meant as either.
//! [`list`](crate::list()) and [`windowed`](crate::windowed()) do the same without.

extern crate alloc;

use alloc::collections::VecDeque;
use core::future::{Future, IntoFuture};
use core::pin::Pin;
use core::task::{Context, Poll};
use deferred_core::{
    Awaiting, Cancelled, Carries, Deferred, Delivery, ErrorSet, Flavour, Outcome, Queue, QueueClosed,
    ThisThread,
};
use futures_core::Stream;

type NextValue<T, Thread> = Awaiting<Delivery<T, Thread>, (Cancelled, QueueClosed), Thread>;

/// The values of a [`Queue`] as a stream, which ends when the queue is closed and empty: made by [`of_queue`].
///
/// ```
/// use deferred::{Queue, ThisThread, streams::{self, OfQueue}};
///
/// let jobs = Queue::<u32>::new();
/// let stream: OfQueue<u32, ThisThread> = streams::of_queue(&jobs);
/// drop(stream);
/// ```
///
/// Twisted has no counterpart.
#[must_use = "a stream does nothing unless it is polled"]
pub struct OfQueue<T: 'static, Thread: Flavour = ThisThread> {
    queue: Queue<T, Thread>,
    /// The future of the next value, once the stream was polled for it.
    next: Option<NextValue<T, Thread>>,
}

/// Makes a stream of a queue's values.
///
/// A value is taken when the stream is polled for it; values that come in between wait in the queue, and others may
/// take them. A stream that is dropped while it waits leaves the line, and nothing is lost with it. The stream
/// keeps the queue.
///
/// ```
/// use deferred::{Deferred, Queue, run, streams, testing::success_result_of};
/// use futures_core::Stream;
/// use std::{future::poll_fn, pin::Pin};
///
/// let jobs = Queue::new();
/// let mut stream = streams::of_queue(&jobs);
/// let sum: Deferred<u32> = run(async move {
///     let mut sum = 0;
///     while let Some(job) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
///         sum += job;
///     }
///     Ok(sum)
/// });
/// jobs.put(20)?;
/// jobs.put(22)?;
/// jobs.close();
/// assert_eq!(success_result_of(sum), 42);
/// # Ok::<_, deferred::PutError<u32>>(())
/// ```
///
/// Twisted has no counterpart.
pub fn of_queue<T: 'static, Thread: Flavour>(queue: &Queue<T, Thread>) -> OfQueue<T, Thread> {
    OfQueue { queue: queue.clone(), next: None }
}

/// Nothing in it is ever pinned, since it holds no foreign future.
impl<T: 'static, Thread: Flavour> Unpin for OfQueue<T, Thread> {}

impl<T: 'static, Thread: Flavour> Stream for OfQueue<T, Thread>
where
    Thread: Carries<Outcome<Delivery<T, Thread>, (Cancelled, QueueClosed)>>,
{
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let this = &mut *self;
        let next = this.next.get_or_insert_with(|| this.queue.get().into_future());
        let Poll::Ready(outcome) = Pin::new(next).poll(context) else { return Poll::Pending };
        this.next = None;
        // Nobody but the stream could cancel the taker, so a failure is the end of the queue.
        Poll::Ready(outcome.ok().map(Delivery::accept))
    }
}

/// Work on many items, of which only so many are under way, as a stream of outcomes: made by [`windowed`].
///
/// ```
/// use deferred::{streams, succeed};
/// use futures_core::Stream;
///
/// fn is_stream(_: &impl Stream<Item = Result<usize, deferred::Failure<()>>>) {}
///
/// let lengths = streams::windowed(2, ["a", "bb"], |page| succeed(page.len()));
/// is_stream(&lengths);
/// ```
///
/// Twisted has no counterpart; a `Cooperator` works on items, and gives no stream.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Windowed<It, F, T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread> {
    items: core::iter::Fuse<It>,
    work: F,
    limit: usize,
    under_way: VecDeque<Place<T, R, Thread>>,
}

enum Place<T: 'static, R: ErrorSet + 'static, Thread: Flavour> {
    Waits(Awaiting<T, R, Thread>),
    Came(Came<T, R>),
}

/// An outcome that had come and was not taken yet: a failure that is dropped here is in flight again, and so it is
/// reported.
struct Came<T: 'static, R: ErrorSet + 'static>(Option<Outcome<T, R>>);

impl<T: 'static, R: ErrorSet> Drop for Came<T, R> {
    fn drop(&mut self) {
        if let Some(Err(failure)) = self.0.take() {
            drop(Deferred::<(), R>::settled(Err(failure)));
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread> Place<T, R, Thread>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    /// Looks whether the outcome has come. It is polled where it stays, for a waker may panic when it is cloned.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Place::Waits(waits) = self {
            let Poll::Ready(outcome) = Pin::new(waits).poll(context) else { return Poll::Pending };
            *self = Place::Came(Came(Some(outcome)));
        }
        Poll::Ready(())
    }

    fn take(self) -> Option<Outcome<T, R>> {
        match self {
            Place::Waits(_) => None,
            Place::Came(mut came) => came.0.take(),
        }
    }
}

/// Calls `work` on each of `items`, with at most `limit` Deferreds under way or waiting to be taken, and gives their outcomes in the order of the items.
///
/// The work begins when the stream is polled, and the next item begins when an outcome was taken. Dropping the
/// stream cancels the items under way, as far as they can be cancelled; a failure that had come and was not taken
/// is [reported](crate::unhandled). [`window`](crate::window) does the same by callbacks.
///
/// ```
/// use deferred::{Deferred, run, streams, succeed, testing::success_result_of};
/// use futures_core::Stream;
/// use std::{future::poll_fn, pin::Pin};
///
/// let mut lengths = streams::windowed(2, ["a", "bb", "ccc"], |page| succeed(page.len()));
/// let sum: Deferred<usize> = run(async move {
///     let mut sum = 0;
///     while let Some(Ok(length)) = poll_fn(|context| Pin::new(&mut lengths).poll_next(context)).await {
///         sum += length;
///     }
///     Ok(sum)
/// });
/// assert_eq!(success_result_of(sum), 6);
/// ```
///
/// # Panics
///
/// If `limit` is 0: nothing could ever begin.
pub fn windowed<Items, F, T: 'static, R: ErrorSet, Thread: Flavour>(
    limit: usize,
    items: Items,
    work: F,
) -> Windowed<Items::IntoIter, F, T, R, Thread>
where
    Items: IntoIterator,
    F: FnMut(Items::Item) -> Deferred<T, R, Thread>,
{
    assert!(limit > 0, "a window of 0 items lets nothing begin");
    Windowed { items: items.into_iter().fuse(), work, limit, under_way: VecDeque::new() }
}

/// Nothing in it is ever pinned: the futures are those of Deferreds, and the iterator and the function are only
/// called.
impl<It, F, T: 'static, R: ErrorSet, Thread: Flavour> Unpin for Windowed<It, F, T, R, Thread> {}

impl<It, F, T: 'static, R: ErrorSet, Thread> Stream for Windowed<It, F, T, R, Thread>
where
    It: Iterator,
    F: FnMut(It::Item) -> Deferred<T, R, Thread>,
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    type Item = Outcome<T, R>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while this.under_way.len() < this.limit
            && let Some(item) = this.items.next()
        {
            this.under_way.push_back(Place::Waits((this.work)(item).into_future()));
            // Polled once, so that dropping the stream cancels it before its turn comes.
            let _ = this.under_way.back_mut().map(|place| place.poll(context));
        }
        match this.under_way.front_mut().map(|place| place.poll(context)) {
            Some(Poll::Pending) => Poll::Pending,
            _ => Poll::Ready(this.under_way.pop_front().and_then(Place::take)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.items.size_hint();
        let under_way = self.under_way.len();
        (least.saturating_add(under_way), most.and_then(|most| most.checked_add(under_way)))
    }
}
