//! `d.await`: the future of a Deferred's outcome.

use super::running;
use crate::cancel::CancelHandle;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::ErrorSet;
use crate::flavour::CrossesThreads;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, SharedCell, ThisThread};
use crate::runtime::unwind;
use core::fmt;
use core::future::{Future, IntoFuture};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// The future of a Deferred's outcome: `d.await`.
///
/// Awaiting one counts as handling its failure.
///
/// Where nothing can go wrong any more, there is only a value to take out of it:
///
/// ```
/// use deferred::{Deferred, chain, fail};
///
/// # fn block_on<T>(task: impl Future<Output = T>) -> T {
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     match std::pin::pin!(task).poll(&mut context) {
/// #         std::task::Poll::Ready(value) => value,
/// #         std::task::Poll::Pending => unreachable!(),
/// #     }
/// # }
/// async fn shown(page: Deferred<String, (&'static str,)>) -> String {
///     let Ok(shown) = chain! { page; catch |why: &str| format!("no page: {why}") }.await;
///     shown
/// }
/// assert_eq!(block_on(shown(fail("offline"))), "no page: offline");
/// ```
///
/// Dropped while it waits, it [cancels](Deferred::cancel) what it waits for, as far as that can be cancelled: so a
/// task that is dropped ends what it has begun. The [`Cancelled`] that comes of it is expected; any other failure that
/// comes then has nobody to go to any more, and is [reported](crate::error::unhandled).
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
/// Of a Deferred that [crosses threads](crate::threads) it is `Send`: a task that awaits it may be moved from one thread to another.
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
pub struct Awaiting<T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread> {
    progress: Progress<T, R, Thread>,
}

// SAFETY: it has a Deferred, which is `Send` then, or a slot behind a lock, in which are an outcome, a waker and a
// handle of such a Deferred. It is asked of the flavour, so that the compiler names no type of the inside.
#[allow(unsafe_code)]
unsafe impl<T, R: ErrorSet, Thread: CrossesThreads> Send for Awaiting<T, R, Thread> where Outcome<T, R>: Send {}

enum Progress<T: 'static, R: ErrorSet, Thread: Flavour> {
    Unpolled(Deferred<T, R, Thread>),
    Waiting(Thread::Shared<AwaitSlot<T, R, Thread>>),
    Over,
}

/// Where the outcome waits for the future to be polled.
struct AwaitSlot<T: 'static, R: ErrorSet, Thread: Flavour> {
    content: Content<T, R>,
    waker: Option<Waker>,
    /// Cancels what would send the outcome.
    stop: CancelHandle<Thread>,
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
pub(crate) struct AwaitSender<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` once it was put there.
    mailbox: Option<Thread::Shared<AwaitSlot<T, R, Thread>>>,
}

send_if!([T: 'static, R: ErrorSet,] AwaitSender<T, R, Thread>; carries [Outcome<T, R>]);

impl<T: 'static, R: ErrorSet, Thread: Flavour> AwaitSlot<T, R, Thread> {
    /// Puts it in, and gives who is to be woken; or gives it back where nobody wants it.
    fn put(&mut self, content: Content<T, R>) -> Result<Option<Waker>, Content<T, R>> {
        if let Content::Unwanted = self.content {
            return Err(content);
        }
        self.content = content;
        Ok(self.waker.take())
    }

    /// Wants nothing any more. Gives what is there, and what cancels the rest.
    fn close(&mut self) -> (Content<T, R>, CancelHandle<Thread>) {
        (core::mem::replace(&mut self.content, Content::Unwanted), self.stop.clone())
    }

    /// Whether something is there. If not, `waker` is kept, and the one before it comes back.
    fn look(&mut self, waker: Waker) -> (bool, Option<Waker>) {
        match self.content {
            Content::Nothing => (false, self.waker.replace(waker)),
            _ => (true, Some(waker)),
        }
    }

    /// What is there.
    fn take(&mut self) -> Content<T, R> {
        core::mem::replace(&mut self.content, Content::Nothing)
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> AwaitSender<T, R, Thread> {
    fn send(mut self, outcome: Outcome<T, R>) {
        self.put(Content::Outcome(outcome));
    }

    fn put(&mut self, content: Content<T, R>) {
        let Some(mailbox) = self.mailbox.take() else { return };
        match mailbox.with(|mailbox| mailbox.put(content)) {
            Ok(waker) => {
                let _held = running::hold();
                waker.into_iter().for_each(Waker::wake);
            }
            Err(Content::Outcome(Err(failure))) if failure.is_the::<Cancelled>() => drop(failure.in_hand()),
            Err(late) => drop(late),
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for AwaitSender<T, R, Thread> {
    fn drop(&mut self) {
        self.put(Content::Abandoned);
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> IntoFuture for Deferred<T, R, Thread>
where
    Thread: Carries<Outcome<T, R>>,
{
    type Output = Outcome<T, R>;
    type IntoFuture = Awaiting<T, R, Thread>;

    fn into_future(self) -> Awaiting<T, R, Thread> {
        Awaiting { progress: Progress::Unpolled(self) }
    }
}

/// What is polled is never pinned: it holds no future of somebody else's.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Unpin for Awaiting<T, R, Thread> {}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Future for Awaiting<T, R, Thread>
where
    Thread: Carries<Outcome<T, R>>,
{
    type Output = Outcome<T, R>;

    /// A waker may panic where it is cloned or dropped: till it is gone the outcome stays where the next poll finds it.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mailbox = match core::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Unpolled(d) => match d.try_outcome() {
                Ok(outcome) => return Poll::Ready(outcome),
                Err(d) => send(d),
            },
            Progress::Waiting(mailbox) => mailbox,
            Progress::Over => panic!("polled again after it gave its outcome"),
        };
        self.progress = Progress::Waiting(mailbox.clone());
        let waker = context.waker().clone();
        let (is_there, unused) = mailbox.with(|mailbox| mailbox.look(waker));
        drop(unused);
        if !is_there {
            return Poll::Pending;
        }
        self.progress = Progress::Over;
        match mailbox.with(AwaitSlot::take) {
            Content::Outcome(outcome) => Poll::Ready(outcome.map_err(Failure::in_hand)),
            Content::Abandoned if running::give_up() => Poll::Pending,
            Content::Abandoned => panic!("awaited a Deferred whose resolver was dropped unfired"),
            Content::Nothing | Content::Unwanted => Poll::Pending,
        }
    }
}

/// Has the outcome sent to a mailbox when it comes.
fn send<T: 'static, R: ErrorSet, Thread>(d: Deferred<T, R, Thread>) -> Thread::Shared<AwaitSlot<T, R, Thread>>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    let mailbox = AwaitSlot { content: Content::Nothing, waker: None, stop: d.handle() };
    let mailbox = <Thread::Shared<AwaitSlot<T, R, Thread>>>::new(mailbox);
    let letter = AwaitSender::<T, R, Thread> { mailbox: Some(mailbox.clone()) };
    d.settle_in_flight(letter, |letter, outcome| letter.send(outcome));
    mailbox
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Awaiting<T, R, Thread> {
    fn drop(&mut self) {
        if let Progress::Waiting(mailbox) = &self.progress {
            // What has come already is in flight, and reported if it is a failure.
            match mailbox.with(AwaitSlot::close) {
                (Content::Nothing, stop) => unwind::contain(|| stop.cancel()),
                (come, _) => drop(come),
            }
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> fmt::Debug for Awaiting<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Awaiting")
    }
}
