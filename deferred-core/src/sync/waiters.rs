//! A line of waiters, first come, first served, which a waiter that was cancelled or dropped leaves; and the pool of
//! values under `Lock` and `Semaphore`, each lent to one chain at a time.

use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorSet, NamesAll};
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedState;
use crate::flavour::{Canceller, Carries, CellSender, Flavour, MaybeReady, SendIf, SharedCell, ThisThread};
use crate::runtime::unwind;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::panic::Location;

/// The line. A waiter that was cancelled or dropped gets nothing, and is taken out when its place is needed.
pub(crate) struct Waiters<T: 'static, R: ErrorSet = (Cancelled,), Thread: Flavour = ThisThread> {
    line: VecDeque<Resolver<T, R, Thread>>,
    /// How many waiters in the line were cancelled since the line was last searched, where the number of waiters is
    /// limited.
    cancelled: Option<Thread::Shared<usize>>,
    /// The index from which to search next for a waiter that was dropped.
    looked: usize,
}

/// How many waiters are searched for each that finds the line full.
const LOOKED_AT: usize = 1_024;

/// A canceller that counts the cancel of its waiter.
pub(crate) struct Leaving<Thread: Flavour>(Thread::Shared<usize>);

send_if!([] Leaving<Thread>);

impl<I, Thread: Flavour> Canceller<I, Thread> for Leaving<Thread> {
    fn cancel(self) -> Option<I> {
        self.0.with(|cancelled| *cancelled += 1);
        None
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Waiters<T, R, Thread> {
    pub(crate) fn new() -> Self {
        Waiters { line: VecDeque::new(), cancelled: None, looked: 0 }
    }

    /// Adds a waiter at the end.
    pub(crate) fn join(&mut self, made: &'static Location<'static>) -> Deferred<T, R, Thread> {
        let (sender, receiver) = Thread::pair(made);
        self.put(sender);
        MaybeReady::Pending(receiver).into()
    }

    /// [`join`](Self::join) where fewer than `limit` wait. The cost of a refusal does not depend on how many wait.
    ///
    /// A waiter that was cancelled leaves at once. The drop of a waiter is not noticed: of a line of more than
    /// [`LOOKED_AT`] only that many are searched each time.
    pub(crate) fn join_among(
        &mut self,
        limit: usize,
        made: &'static Location<'static>,
    ) -> Option<Deferred<T, R, Thread>> {
        let cancelled = self.cancelled.get_or_insert_with(|| SharedCell::new(0)).clone();
        if self.line.len() >= limit {
            if cancelled.with(core::mem::take) > 0 {
                self.line.retain(Resolver::is_wanted);
            }
            self.look_for_one_that_was_dropped();
        }
        if self.line.len() >= limit {
            return None;
        }
        let (sender, receiver) = Thread::pair(made);
        sender.set_canceller(Leaving::<Thread>(cancelled));
        self.put(sender);
        Some(MaybeReady::Pending(receiver).into())
    }

    fn look_for_one_that_was_dropped(&mut self) {
        for _ in 0..self.line.len().min(LOOKED_AT) {
            if self.looked >= self.line.len() {
                self.looked = 0;
            }
            if !self.line[self.looked].is_wanted() {
                self.line.remove(self.looked);
                return;
            }
            self.looked += 1;
        }
    }

    fn put(&mut self, sender: Thread::Sender<Outcome<T, R>>) {
        if self.line.len() == self.line.capacity() {
            self.line.retain(Resolver::is_wanted);
            // Only if most of the waiters are left does the line grow, so that joining costs the same on average
            // however many have gone.
            if self.line.len() > self.line.capacity() / 2 {
                self.line.reserve(self.line.len());
            }
        }
        self.line.push_back(Resolver::new(sender));
    }

    /// Takes the first waiter that still waits. The caller fires it when no lock is held any more; a cancel may
    /// come first then.
    pub(crate) fn next(&mut self) -> Option<Resolver<T, R, Thread>> {
        while let Some(resolver) = self.line.pop_front() {
            if resolver.is_wanted() {
                return Some(resolver);
            }
        }
        None
    }

    /// Takes all waiters.
    pub(crate) fn leave(&mut self) -> Self {
        core::mem::replace(self, Waiters::new())
    }

    /// How many wait.
    pub(crate) fn count(&self) -> usize {
        self.line.iter().filter(|resolver| resolver.is_wanted()).count()
    }
}

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
