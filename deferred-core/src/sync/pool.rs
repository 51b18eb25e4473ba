//! The pool under `Lock` and `Semaphore`: values that are lent to one chain at a time each.

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorSet, NamesAll};
use crate::flavour::shared::SharedState;
use crate::flavour::{Carries, Flavour, SendIf, SharedCell};
use crate::runtime::unwind;
use crate::sync::waiters::Waiters;
use alloc::vec::Vec;
use core::panic::Location;

/// The guard that a user holds while a value is lent.
pub(super) trait Guard: SendIf<Self::Thread> + Sized {
    /// The type of the lent value.
    type Lent: 'static;

    /// The flavour of those who wait.
    type Thread: Flavour;

    /// The guard that gives the loan back when it is dropped.
    fn of(loan: Loan<Self>) -> Self;

    /// The loan inside of the guard.
    fn loan(&mut self) -> &mut Loan<Self>;
}

/// The free values, and those who wait for one.
pub(super) struct Pool<G: Guard> {
    state: <G::Thread as SharedState>::Shared<State<G>>,
}

struct State<G: Guard> {
    free: Vec<G::Lent>,
    waiters: Waiters<G, (Cancelled,), G::Thread>,
}

/// A lent value. Its drop hands the value to the next who waits, or back to the pool.
pub(super) struct Loan<G: Guard> {
    /// `None` only once given back.
    value: Option<G::Lent>,
    pool: Pool<G>,
}

impl<G: Guard> Clone for Pool<G> {
    fn clone(&self) -> Self {
        Pool { state: self.state.clone() }
    }
}

impl<G: Guard> Pool<G> {
    pub(super) fn new(free: Vec<G::Lent>) -> Self {
        Pool { state: SharedCell::new(State { free, waiters: Waiters::new() }) }
    }

    pub(super) fn free(&self) -> usize {
        self.state.with(|state| state.free.len())
    }

    pub(super) fn waiting(&self) -> usize {
        self.state.with(|state| state.waiters.count())
    }

    pub(super) fn try_acquire(&self) -> Option<G> {
        let value = self.state.with(|state| state.free.pop())?;
        Some(self.lend(value))
    }

    #[track_caller]
    pub(super) fn acquire(&self) -> Deferred<G, (Cancelled,), G::Thread> {
        let made = Location::caller();
        let got = self.state.with(|state| state.free.pop().ok_or_else(|| state.waiters.join(made)));
        match got {
            Ok(value) => Deferred::ready(Ok(self.lend(value))),
            Err(waits) => waits,
        }
    }

    /// Lends a value to `f` until the Deferred that it returns has its result.
    #[track_caller]
    pub(super) fn run<U: 'static, R, S, C, K, Indices, Index>(
        &self,
        captured: C,
        f: K,
    ) -> Deferred<U, S, G::Thread>
    where
        R: ErrorSet,
        S: NamesAll<R, Indices> + NamesAll<(Cancelled,), Index>,
        C: SendIf<G::Thread>,
        K: FnOnce(C, &mut G::Lent) -> Deferred<U, R, G::Thread> + 'static,
        G::Thread: Carries<Outcome<U, S>>,
    {
        self.acquire().feed(true, captured, |captured, outcome| match outcome {
            Ok(mut guard) => f(captured, guard.loan().value_mut()).feed_other(guard, |guard, outcome| {
                drop(guard);
                Deferred::ready(outcome.map_err(Failure::widen::<S, Indices>))
            }),
            Err(failure) => Deferred::ready(Err(unwind::once_gone(captured, failure).widen::<S, Index>())),
        })
    }

    fn lend(&self, value: G::Lent) -> G {
        G::of(Loan { value: Some(value), pool: self.clone() })
    }

    /// Hands the value to the next who waits. If a cancel came first there, the guard is dropped, and so its value
    /// goes on to the next.
    fn give_back(&self, value: G::Lent) {
        let next = self.state.with(|state| match state.waiters.next() {
            Some(waiter) => Some((waiter, value)),
            None => {
                state.free.push(value);
                None
            }
        });
        if let Some((waiter, value)) = next {
            waiter.succeed(self.lend(value));
        }
    }
}

const HELD: &str = "a loan has its value until it is dropped";

impl<G: Guard> Loan<G> {
    pub(super) fn value(&self) -> &G::Lent {
        self.value.as_ref().expect(HELD)
    }

    pub(super) fn value_mut(&mut self) -> &mut G::Lent {
        self.value.as_mut().expect(HELD)
    }
}

impl<G: Guard> Drop for Loan<G> {
    fn drop(&mut self) {
        if let Some(value) = self.value.take() {
            unwind::contain(|| self.pool.give_back(value));
        }
    }
}
