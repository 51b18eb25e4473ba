//! `d.await`: the future of a Deferred's outcome.

use crate::cancel::{CancelHandle, Cancelled};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::flavour::Held;
use crate::panics;
use crate::set::ErrorSet;
use alloc::rc::Rc;
use core::cell::Cell;
use core::fmt;
use core::future::{Future, IntoFuture};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// The future of a Deferred's outcome: `d.await`.
///
/// Awaiting one counts as handling its failure.
///
/// Dropped while it waits, it [cancels](Deferred::cancel) what it waits for, as far as that can be cancelled: so a
/// task that is dropped ends what it has begun. The [`Cancelled`] that comes of it is expected; any other failure that
/// comes then has nobody to go to any more, and is [reported](crate::unhandled).
///
/// ```
/// use deferred::{Cancelled, Deferred};
/// use std::task::{Context, Waker};
///
/// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// let mut task = Box::pin(async { page.await.is_ok() });
/// assert!(task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
/// drop(task);
/// assert!(resolver.is_cancelled());
/// ```
///
/// # Panics
///
/// When it is polled after its Deferred was abandoned, and
/// [`Abandoned`](crate::Abandoned) is not among the errors: there is nothing
/// that it could give. And when it is polled again after it gave its outcome.
///
/// Twisted: `await d`, `Deferred.asFuture`.
#[must_use = "a future does nothing unless it is awaited"]
#[doc(alias = "asFuture")]
pub struct Awaiting<T: 'static, R: ErrorSet> {
    progress: Progress<T, R>,
}

enum Progress<T: 'static, R: ErrorSet> {
    Unpolled(Deferred<T, R>),
    Waiting(Rc<Mailbox<T, R>>),
    Over,
}

/// Where the outcome waits for the future to be polled.
struct Mailbox<T: 'static, R: ErrorSet> {
    content: Cell<Content<T, R>>,
    waker: Cell<Option<Waker>>,
    /// Cancels what would send the outcome.
    stop: CancelHandle,
}

enum Content<T: 'static, R: ErrorSet> {
    Nothing,
    /// In flight.
    Outcome(Outcome<T, R>),
    Abandoned,
    /// The future was dropped.
    Unwanted,
}

/// Puts the outcome into the mailbox; dropped before, it says that none will come.
struct Letter<T: 'static, R: ErrorSet>(Option<Rc<Mailbox<T, R>>>);

impl<T: 'static, R: ErrorSet> Mailbox<T, R> {
    fn put(&self, content: Content<T, R>) {
        match (self.content.replace(Content::Nothing), content) {
            (Content::Unwanted, Content::Outcome(Err(failure))) if failure.is::<Cancelled>() => {
                drop(failure.in_hand());
            }
            (Content::Unwanted, late) => drop(late),
            (_, content) => {
                self.content.set(content);
                if let Some(waker) = self.waker.take() {
                    waker.wake();
                }
            }
        }
    }
}

impl<T: 'static, R: ErrorSet> Letter<T, R> {
    fn send(mut self, outcome: Outcome<T, R>) {
        if let Some(mailbox) = self.0.take() {
            mailbox.put(Content::Outcome(outcome));
        }
    }
}

impl<T: 'static, R: ErrorSet> Drop for Letter<T, R> {
    fn drop(&mut self) {
        if let Some(mailbox) = self.0.take() {
            mailbox.put(Content::Abandoned);
        }
    }
}

impl<T: 'static, R: ErrorSet> IntoFuture for Deferred<T, R> {
    type Output = Outcome<T, R>;
    type IntoFuture = Awaiting<T, R>;

    fn into_future(self) -> Awaiting<T, R> {
        Awaiting { progress: Progress::Unpolled(self) }
    }
}

/// What is polled is never pinned: it holds no future of somebody else's.
impl<T: 'static, R: ErrorSet> Unpin for Awaiting<T, R> {}

impl<T: 'static, R: ErrorSet> Future for Awaiting<T, R> {
    type Output = Outcome<T, R>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mailbox = match core::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Unpolled(d) => match d.try_outcome() {
                Ok(outcome) => return Poll::Ready(outcome),
                Err(d) => send(d),
            },
            Progress::Waiting(mailbox) => mailbox,
            Progress::Over => panic!("polled again after it gave its outcome"),
        };
        match mailbox.content.replace(Content::Nothing) {
            Content::Outcome(outcome) => Poll::Ready(outcome.map_err(Failure::in_hand)),
            Content::Abandoned => panic!("awaited a Deferred whose resolver was dropped unfired"),
            Content::Nothing | Content::Unwanted => {
                mailbox.waker.set(Some(context.waker().clone()));
                self.progress = Progress::Waiting(mailbox);
                Poll::Pending
            }
        }
    }
}

/// Has the outcome sent to a mailbox when it comes.
fn send<T: 'static, R: ErrorSet>(d: Deferred<T, R>) -> Rc<Mailbox<T, R>> {
    let (content, waker) = (Cell::new(Content::Nothing), Cell::new(None));
    let mailbox = Rc::new(Mailbox { content, waker, stop: d.handle() });
    let letter = Letter(Some(mailbox.clone()));
    d.settle_in_flight(Held(letter), |Held(letter), outcome| letter.send(outcome));
    mailbox
}

impl<T: 'static, R: ErrorSet> Drop for Awaiting<T, R> {
    fn drop(&mut self) {
        if let Progress::Waiting(mailbox) = &self.progress {
            // What has come already is in flight, and reported if it is a failure.
            let content = mailbox.content.replace(Content::Unwanted);
            if let Content::Nothing = content {
                panics::contain(|| mailbox.stop.cancel());
            }
        }
    }
}

impl<T: 'static, R: ErrorSet> fmt::Debug for Awaiting<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Awaiting")
    }
}
