//! Async code can await a Deferred, and a future can become one.

use crate::deferred::{Deferred, Outcome};
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
/// # Panics
///
/// When it is polled after its Deferred was abandoned, and
/// [`Abandoned`](crate::Abandoned) is not among the errors: there is nothing
/// that it could give.
#[must_use = "a future does nothing unless it is awaited"]
pub struct Awaiting<T: 'static, R: ErrorSet> {
    mailbox: Rc<Mailbox<T, R>>,
}

/// Where the outcome waits for the future to be polled.
struct Mailbox<T: 'static, R: ErrorSet> {
    content: Cell<Content<T, R>>,
    waker: Cell<Option<Waker>>,
}

enum Content<T: 'static, R: ErrorSet> {
    Nothing,
    Outcome(Deferred<T, R>),
    Abandoned,
}

/// Puts the outcome into the mailbox; dropped before, it says that none will come.
struct Letter<T: 'static, R: ErrorSet>(Option<Rc<Mailbox<T, R>>>);

impl<T: 'static, R: ErrorSet> Mailbox<T, R> {
    fn put(&self, content: Content<T, R>) {
        self.content.set(content);
        if let Some(waker) = self.waker.take() {
            waker.wake();
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
        let mailbox = Rc::new(Mailbox { content: Cell::new(Content::Nothing), waker: Cell::new(None) });
        let mut letter = Letter(Some(mailbox.clone()));
        self.settle_with(move |outcome| {
            if let Some(mailbox) = letter.0.take() {
                mailbox.put(Content::Outcome(Deferred::settled(outcome)));
            }
        });
        Awaiting { mailbox }
    }
}

impl<T: 'static, R: ErrorSet> Future for Awaiting<T, R> {
    type Output = Outcome<T, R>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.mailbox.content.replace(Content::Nothing) {
            Content::Outcome(d) => Poll::Ready(d.try_outcome().expect("it was settled")),
            Content::Abandoned => panic!("awaited a Deferred whose resolver was dropped unfired"),
            Content::Nothing => {
                self.mailbox.waker.set(Some(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}

impl<T: 'static, R: ErrorSet> fmt::Debug for Awaiting<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Awaiting")
    }
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// A Deferred of what `future` will give, and the task that drives it: spawn that wherever futures run.
    ///
    /// ```
    /// use deferred::{Deferred, testing};
    /// # fn spawn(task: impl Future<Output = ()>) {
    /// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// #     assert!(std::pin::pin!(task).poll(&mut context).is_ready());
    /// # }
    ///
    /// let (d, task) = Deferred::<usize>::from_future(async { Ok("four".len()) });
    /// spawn(task);
    /// assert_eq!(testing::success_result_of(d), 4);
    /// ```
    ///
    /// The future gives an [`Outcome`]. Twisted: `Deferred.fromFuture`, `ensureDeferred`.
    #[doc(alias("fromFuture", "ensureDeferred"))]
    #[track_caller]
    pub fn from_future<F>(future: F) -> (Self, impl Future<Output = ()>)
    where
        F: Future<Output = Outcome<T, R>>,
    {
        let (resolver, d) = Self::pending();
        (d, async move { resolver.resolve(future.await) })
    }
}
