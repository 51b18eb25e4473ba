//! A future that becomes a Deferred.

use crate::cancel::pair_that_ends;
use crate::deferred::{Deferred, Outcome};
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::Cell;
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Drives a future, and fires with what it gives.
struct Task<T: 'static, R: ErrorSet, F> {
    driven: Rc<Driven<F>>,
    /// `None` only once fired.
    resolver: Option<Resolver<T, R>>,
}

/// A future that a cancel can end.
struct Driven<F> {
    state: Cell<State<F>>,
    waker: Cell<Option<Waker>>,
}

enum State<F> {
    Waiting(Pin<Box<F>>),
    /// Whoever polls it has it.
    Polled,
    /// It has ended, or was cancelled.
    Over,
}

impl<F> Driven<F> {
    /// Drops the future, now or when it is polled no more, and lets its task end.
    fn cancel(&self) {
        drop(self.state.replace(State::Over));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// The future stays in its box.
impl<T: 'static, R: ErrorSet, F> Unpin for Task<T, R, F> {}

impl<T: 'static, R: ErrorSet, F: Future<Output = Outcome<T, R>>> Future for Task<T, R, F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let State::Waiting(mut future) = self.driven.state.replace(State::Polled) else {
            self.driven.state.set(State::Over);
            return Poll::Ready(());
        };
        let polled = future.as_mut().poll(context);
        let cancelled = matches!(self.driven.state.replace(State::Over), State::Over);
        match polled {
            Poll::Pending if cancelled => Poll::Ready(()),
            Poll::Pending => {
                self.driven.waker.set(Some(context.waker().clone()));
                self.driven.state.set(State::Waiting(future));
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                drop(future);
                if let Some(resolver) = self.resolver.take() {
                    resolver.resolve(outcome);
                }
                Poll::Ready(())
            }
        }
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
    /// The future gives an [`Outcome`]. If the Deferred is [cancelled](crate::Cancelled), the future is dropped at once, and
    /// with it what it waits for is cancelled in turn; its task then ends. Where the set has no
    /// `Cancelled`, it cannot be cancelled, and is waited for.
    ///
    /// Twisted: `Deferred.fromFuture`, `Deferred.fromCoroutine`, `ensureDeferred`.
    #[doc(alias("fromFuture", "fromCoroutine", "ensureDeferred"))]
    #[track_caller]
    pub fn from_future<F>(future: F) -> (Self, impl Future<Output = ()> + 'static)
    where
        F: Future<Output = Outcome<T, R>> + 'static,
    {
        let state = Cell::new(State::Waiting(Box::pin(future)));
        let driven = Rc::new(Driven { state, waker: Cell::new(None) });
        let ending = Rc::downgrade(&driven);
        let cancel = move || {
            if let Some(driven) = ending.upgrade() {
                driven.cancel();
            }
        };
        let (resolver, d) = pair_that_ends(cancel, Location::caller());
        (d, Task { driven, resolver: Some(resolver) })
    }
}
