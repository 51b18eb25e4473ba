//! A loop that runs: one turn after the other.
//!
//! The call that a clock has, or the Deferred that is waited for, owns the loop; so it goes when neither is there any more.

use super::grid::Grid;
use crate::Cancelled;
use crate::cancel::CancelHandle;
use crate::deferred::{Deferred, Outcome};
use crate::eventual::Eventual;
use crate::flavour::Held;
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use crate::time::{Clock, Timer};
use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::{Cell, RefCell};

/// What a handle can ask of a loop.
pub(super) trait Turning {
    fn stop(&self);
    /// The loop's Deferred is cancelled: if what the function waits for fails of that, so does the loop; else it comes to `Cancelled`.
    fn cancel(&self);
    fn reset(self: Rc<Self>);
    fn is_running(&self) -> bool;
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Running,
    Stopped,
    Cancelled,
}

pub(super) struct Turns<C, F, S: ErrorSet> {
    clock: C,
    grid: Grid,
    f: RefCell<F>,
    state: Cell<State>,
    /// The next turn, between two.
    next: Cell<Option<Timer>>,
    /// What the function waits for, in a turn.
    waits_for: Cell<Option<CancelHandle>>,
    /// `None` once the loop has its result.
    resolver: Cell<Option<Resolver<(), S>>>,
}

impl<C, F, S> Turns<C, F, S>
where
    C: Clock + 'static,
    F: FnMut(u64) -> Option<Deferred<(), S>> + 'static,
    S: ErrorSet,
{
    pub(super) fn new(clock: C, grid: Grid, f: F, resolver: Resolver<(), S>) -> Self {
        Turns {
            clock,
            grid,
            f: RefCell::new(f),
            state: Cell::new(State::Running),
            next: Cell::new(None),
            waits_for: Cell::new(None),
            resolver: Cell::new(Some(resolver)),
        }
    }

    /// One call of the function.
    pub(super) fn turn(self: Rc<Self>) {
        self.next.set(None);
        let count = self.grid.count(self.clock.now());
        let given = (self.f.borrow_mut())(count);
        match given.map(|given| given.eventual.take()) {
            None => self.schedule(),
            Some(Ok(outcome)) => self.go_on(outcome),
            Some(Err(slot)) => self.wait_for(Eventual::Pending(slot).into()),
        }
    }

    fn wait_for(self: Rc<Self>, given: Deferred<(), S>) {
        let handle = given.handle();
        if self.state.get() == State::Cancelled {
            handle.cancel();
        }
        self.waits_for.set(Some(handle));
        given.settle_in_flight(Held(self), |Held(turns), outcome| {
            turns.waits_for.set(None);
            turns.go_on(outcome);
        });
    }

    /// A turn has come to its end.
    fn go_on(self: Rc<Self>, outcome: Outcome<(), S>) {
        match (self.state.get(), &outcome) {
            (State::Running, Ok(())) => self.schedule(),
            (State::Cancelled, Ok(())) => {}
            _ => self.end(outcome),
        }
    }

    pub(super) fn schedule(self: Rc<Self>) {
        let delay = self.grid.until_next(self.clock.now());
        let turns = self.clone();
        self.next.set(Some(self.clock.call_later(delay, Box::new(move || turns.turn()))));
    }

    fn end(&self, outcome: Outcome<(), S>) {
        if self.is_running() {
            self.state.set(State::Stopped);
        }
        let Some(resolver) = self.resolver.take() else { return };
        if let Err(Err(late)) = resolver.try_resolve_in_flight(outcome)
            && late.is::<Cancelled>()
        {
            // The loop was cancelled, and what it waited for with it.
            drop(late.in_hand());
        }
    }
}

impl<C, F, S> Turning for Turns<C, F, S>
where
    C: Clock + 'static,
    F: FnMut(u64) -> Option<Deferred<(), S>> + 'static,
    S: ErrorSet,
{
    fn stop(&self) {
        if self.is_running() {
            self.state.set(State::Stopped);
            if self.next.take().is_some() {
                self.end(Ok(()));
            }
        }
    }

    fn cancel(&self) {
        self.state.set(State::Cancelled);
        drop(self.next.take());
        if let Some(handle) = self.waits_for.take() {
            handle.cancel();
        }
    }

    fn reset(self: Rc<Self>) {
        if self.next.take().is_some() {
            self.grid.reset(self.clock.now());
            self.schedule();
        }
    }

    fn is_running(&self) -> bool {
        self.state.get() == State::Running
    }
}
