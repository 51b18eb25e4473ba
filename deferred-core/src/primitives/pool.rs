//! Values that are lent to one at a time.

use crate::cancel::Cancelled;
use crate::deferred::Deferred;
use crate::failure::Failure;
use crate::flavour::Held;
use crate::panics;
use crate::set::{ErrorSet, HasAll};
use crate::waiters::Waiters;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// The set of what waits for a loan, as a list.
pub(super) type Waiting = <(Cancelled,) as ErrorSet>::List;

/// What people hold while something is lent to them.
pub(super) trait Guard: Sized + 'static {
    /// What is lent.
    type Lent: 'static;

    /// The guard that gives the loan back when it is dropped.
    fn of(loan: Loan<Self>) -> Self;

    /// The loan in it.
    fn loan(&mut self) -> &mut Loan<Self>;
}

/// Values that are free, and those who wait for one.
pub(super) struct Pool<G: Guard> {
    state: Rc<RefCell<State<G>>>,
}

struct State<G: Guard> {
    free: Vec<G::Lent>,
    waiters: Waiters<G>,
}

/// A value that somebody has. It is the right itself: moved to the next who waits, or back, when it is dropped.
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
        Pool { state: Rc::new(RefCell::new(State { free, waiters: Waiters::new() })) }
    }

    pub(super) fn free(&self) -> usize {
        self.state.borrow().free.len()
    }

    pub(super) fn waiting(&self) -> usize {
        self.state.borrow().waiters.count()
    }

    pub(super) fn try_acquire(&self) -> Option<G> {
        let value = self.state.borrow_mut().free.pop()?;
        Some(self.lend(value))
    }

    #[track_caller]
    pub(super) fn acquire(&self) -> Deferred<G, (Cancelled,)> {
        match self.try_acquire() {
            Some(guard) => Deferred::succeed(guard),
            None => self.state.borrow_mut().waiters.join(),
        }
    }

    /// Lends to `f` until what it gives has its result.
    #[track_caller]
    pub(super) fn run<U: 'static, R, S, Places, Place>(
        &self,
        f: impl FnOnce(&mut G::Lent) -> Deferred<U, R> + 'static,
    ) -> Deferred<U, S>
    where
        R: ErrorSet,
        S: HasAll<R::List, Places> + HasAll<Waiting, Place>,
    {
        self.acquire().feed(true, Held(f), |Held(f), outcome| match outcome {
            Ok(mut guard) => f(guard.loan().value_mut()).feed_other(Held(guard), |Held(guard), outcome| {
                drop(guard);
                Deferred::ready(outcome.map_err(Failure::widen))
            }),
            Err(failure) => Deferred::ready(Err(failure.widen())),
        })
    }

    fn lend(&self, value: G::Lent) -> G {
        G::of(Loan { value: Some(value), pool: self.clone() })
    }

    fn give_back(&self, value: G::Lent) {
        let mut state = self.state.borrow_mut();
        match state.waiters.next() {
            None => state.free.push(value),
            Some(waiter) => {
                drop(state);
                waiter.succeed(self.lend(value));
            }
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
            panics::contain(|| self.pool.give_back(value));
        }
    }
}
