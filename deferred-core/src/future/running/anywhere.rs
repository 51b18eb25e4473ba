//! Futures that cross threads: each is owned by its wakers, and whoever wakes it polls it, on that thread.

use super::polled::{Ending, LentWaker};
use super::waking;
use super::waking::{Pollable, Woken};
use super::{Polls, Settling, begun};
use crate::cancel::pair_with_optional_canceller;
use crate::deferred::Deferred;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::AnyThread;
use crate::flavour::Canceller;
use crate::flavour::SendIf;
use crate::runtime::lock::Lock;
use crate::runtime::unwind;
use alloc::boxed::Box;
use alloc::sync::{Arc, Weak};
use alloc::task::Wake;
use core::future::Future;
use core::pin::Pin;
use core::task::Context;

type Polled = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A future and its waker. The last waker drops it.
pub(crate) struct Task {
    state: Lock<State>,
}

enum State {
    Waiting(Polled),
    /// The future is being polled, and is with whoever polls it.
    Polled {
        is_woken: bool,
    },
    /// The future has ended, or was cancelled.
    Over,
}

impl Task {
    fn replace(&self, state: State) -> State {
        core::mem::replace(&mut self.state.lock(), state)
    }

    /// Takes the future, to poll it. If another thread is polling it, that one will poll it again.
    fn begin(&self) -> Option<Polled> {
        let mut state = self.state.lock();
        match &mut *state {
            State::Waiting(_) => {}
            State::Polled { is_woken } => {
                *is_woken = true;
                return None;
            }
            State::Over => return None,
        }
        match core::mem::replace(&mut *state, State::Polled { is_woken: false }) {
            State::Waiting(future) => Some(future),
            _ => None,
        }
    }

    /// Puts the future back until it is woken. Returns it if it was woken already, or is over; the flag says which.
    fn put_back(&self, future: Polled) -> Result<(), (Polled, bool)> {
        let mut state = self.state.lock();
        match &mut *state {
            State::Polled { is_woken: false } => {
                *state = State::Waiting(future);
                Ok(())
            }
            State::Polled { is_woken } => {
                *is_woken = false;
                Err((future, true))
            }
            _ => Err((future, false)),
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        waking::woken(Woken::new(self));
    }
}

impl Pollable for Task {
    fn poll(self: Arc<Self>) {
        poll(self);
    }
}

/// Polls the future, unless another thread is doing so.
fn poll(task: Arc<Task>) {
    let Some(mut future) = task.begin() else { return };
    let waker = LentWaker::of(&task);
    loop {
        let held = waking::hold();
        let scope = waking::polling(&waker);
        let ready = future.as_mut().poll(&mut Context::from_waker(&waker));
        if ready.is_ready() {
            return drop(future);
        }
        if scope.is_abandoned() {
            return scope.drop_abandoned(future);
        }
        drop(scope);
        match task.put_back(future) {
            Ok(()) => return,
            Err((again, true)) => future = again,
            Err((unwanted, false)) => return drop(unwanted),
        }
        drop(held);
    }
}

/// The last waker is gone, so nobody can wake the future any more.
impl Drop for Task {
    fn drop(&mut self) {
        if let State::Waiting(future) = self.replace(State::Over) {
            unwind::contain(|| waking::discard(future));
        }
    }
}

/// The canceller: ends the future.
pub(crate) struct Stop(Weak<Task>);

// SAFETY: the type is a weak reference to a task, which is `Send` and `Sync`.
#[allow(unsafe_code)]
unsafe impl SendIf<AnyThread> for Stop {}

impl<I> Canceller<I, AnyThread> for Stop {
    /// Drops the future, now or when the current poll ends.
    fn cancel(self) -> Option<I> {
        if let Some(task) = self.0.upgrade()
            && let State::Waiting(future) = task.replace(State::Over)
        {
            waking::discard(future);
        }
        None
    }
}

impl<F, T: Send + 'static, R: ErrorSet + Send> Polls<F, T, R> for AnyThread
where
    F: Future + Send + 'static,
{
    fn poll(
        future: F,
        settle: impl Settling<F::Output, T, R, Self>,
        site: Site,
    ) -> Deferred<T, R, AnyThread> {
        let task = Arc::new(Task { state: Lock::new(State::Over) });
        let (resolver, d) = pair_with_optional_canceller(Stop(Arc::downgrade(&task)), site.location());
        let polled: Polled = Box::pin(Ending::new(future, resolver, settle, site));
        drop(task.replace(State::Waiting(polled)));
        Woken::new(task).poll();
        begun(d)
    }
}
