//! A loop that runs: one turn after the other.
//!
//! The call that a clock has, or the Deferred that is waited for, owns the loop; so it goes when neither is there any more.
//!
//! No two turns overlap, whatever threads make the calls: each call has a number, and only the last one that was asked for begins a turn.

use super::called::Called;
use super::grid::Grid;
use crate::cancel::{CancelHandle, Cancelled};
use crate::deferred::{Deferred, Outcome};
use crate::eventual::Eventual;
use crate::flavour::{Captured, Carries, Flavour, Shares};
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use crate::shared::Sharing;
use crate::time::{Clock, Timer};
use alloc::boxed::Box;
use core::mem::replace;
use core::time::Duration;

/// What a handle can ask of a loop.
pub(crate) trait Turning {
    fn stop(&self);
    /// The loop's Deferred is cancelled: if what the function waits for fails of that, so does the loop; else it comes to `Cancelled`.
    fn cancel(&self);
    fn reset(&self);
    fn is_running(&self) -> bool;
    /// The same, for another handle.
    fn again(&self) -> Box<dyn Turning>;
}

pub(crate) struct Turns<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour> {
    state: Thread::Shared<State<C, F, S, Thread>>,
}

/// Finds a loop as long as it is there.
pub(crate) struct WeakTurns<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour>(
    WeakState<State<C, F, S, Thread>, Thread>,
);

type WeakState<X, Thread> = <<Thread as Sharing>::Shared<X> as Shares<X>>::Weak;

struct State<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour> {
    clock: Thread::Kept<C>,
    grid: Grid,
    /// `None` while it is called.
    f: Option<F>,
    fate: Fate,
    at: At<Thread>,
    /// The number of the next turn.
    number: usize,
    /// `None` once the loop has its result.
    resolver: Option<Resolver<(), S, Thread>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Running,
    Stopped,
    Cancelled,
}

enum At<Thread: Flavour> {
    /// The clock is being asked for a call.
    Asking,
    Between(Timer<Thread>),
    Turn,
    Waiting(CancelHandle<Thread>),
}

/// What is to be ended when nothing is held any more.
struct Ended<S: ErrorSet, Thread: Flavour> {
    timer: Option<Timer<Thread>>,
    resolver: Option<Resolver<(), S, Thread>>,
}

impl<S: ErrorSet, Thread: Flavour> Ended<S, Thread> {
    fn end(self, outcome: Outcome<(), S>) {
        drop(self.timer);
        let Some(resolver) = self.resolver else { return };
        if let Err(Err(late)) = resolver.try_resolve_in_flight(outcome)
            && late.is_the::<Cancelled>()
        {
            // The loop was cancelled, and what it waited for with it.
            drop(late.in_hand());
        }
    }
}

impl<C, F, S: ErrorSet, Thread: Flavour> State<C, F, S, Thread> {
    fn end(&mut self) -> Ended<S, Thread> {
        if self.fate == Fate::Running {
            self.fate = Fate::Stopped;
        }
        Ended { timer: None, resolver: self.resolver.take() }
    }

    /// Begins the first turn, for which no clock was asked. The loop may have been stopped by now.
    fn begin_at_once(&mut self) -> Result<F, Ended<S, Thread>> {
        match self.f.take() {
            Some(f) if self.fate == Fate::Running => Ok(f),
            f => {
                self.f = f;
                Err(self.end())
            }
        }
    }

    /// Begins the turn of that number, if it is the next. Gives what to call, and the timer that has done its work.
    fn begin(&mut self, number: usize) -> Option<(F, Option<Timer<Thread>>)> {
        if self.fate != Fate::Running || self.number != number {
            return None;
        }
        let timer = self.leave_between()?;
        self.f.take().map(|f| (f, timer))
    }

    /// Out of the time between two turns, with the timer if there is one already.
    fn leave_between(&mut self) -> Option<Option<Timer<Thread>>> {
        match self.at {
            At::Asking => {
                self.at = At::Turn;
                Some(None)
            }
            At::Between(_) => match replace(&mut self.at, At::Turn) {
                At::Between(timer) => Some(Some(timer)),
                _ => None,
            },
            At::Turn | At::Waiting(_) => None,
        }
    }

    /// When the next turn is due, and its number.
    fn plan(&mut self, now: Duration) -> Result<(Duration, usize), Ended<S, Thread>> {
        match self.fate {
            Fate::Running => {
                self.number += 1;
                self.at = At::Asking;
                Ok((self.grid.until_next(now), self.number))
            }
            Fate::Stopped => Err(self.end()),
            Fate::Cancelled => Err(Ended { timer: None, resolver: None }),
        }
    }

    /// Keeps the timer of the turn of that number. It may have begun, or the loop may have ended, by now.
    fn keep(&mut self, number: usize, timer: Timer<Thread>) -> Ended<S, Thread> {
        let is_waited_for = self.number == number && matches!(self.at, At::Asking);
        match self.fate {
            Fate::Running if is_waited_for => {
                self.at = At::Between(timer);
                Ended { timer: None, resolver: None }
            }
            Fate::Stopped if is_waited_for => Ended { timer: Some(timer), ..self.end() },
            _ => Ended { timer: Some(timer), resolver: None },
        }
    }
}

impl<C, F, S, Thread> Turns<C, F, S, Thread>
where
    C: Clock<Thread> + 'static,
    F: Called<S, Thread>,
    S: ErrorSet,
    Thread: Flavour + Carries<Outcome<(), S>>,
    Self: Captured<Thread>,
{
    pub(super) fn new(clock: Thread::Kept<C>, grid: Grid, f: F, resolver: Resolver<(), S, Thread>) -> Self {
        let (fate, at, number) = (Fate::Running, At::Turn, 0);
        let state = State { clock, grid, f: Some(f), fate, at, number, resolver: Some(resolver) };
        Turns { state: Shares::new(state) }
    }

    pub(super) fn downgrade(&self) -> WeakTurns<C, F, S, Thread> {
        WeakTurns(self.state.downgrade())
    }

    fn now(&self) -> Duration {
        self.clock().now()
    }

    fn clock(&self) -> Thread::Kept<C> {
        self.state.with(|state| state.clock.clone())
    }

    pub(super) fn turn_at_once(self) {
        match self.state.with(State::begin_at_once) {
            Ok(f) => self.turn(f),
            Err(ended) => ended.end(Ok(())),
        }
    }

    /// The clock calls.
    fn due(self, number: usize) {
        if let Some((f, timer)) = self.state.with(|state| state.begin(number)) {
            drop(timer);
            self.turn(f);
        }
    }

    /// One call of the function.
    fn turn(self, mut f: F) {
        let now = self.now();
        let count = self.state.with(|state| state.grid.count(now));
        let given = f.call(count);
        self.state.with(|state| state.f = Some(f));
        match given.eventual.take() {
            Ok(outcome) => self.go_on(outcome),
            Err(slot) => self.wait_for(Eventual::Pending(slot).into()),
        }
    }

    fn wait_for(self, given: Deferred<(), S, Thread>) {
        let handle = given.handle();
        let is_cancelled = self.state.with(|state| {
            state.at = At::Waiting(handle.clone());
            state.fate == Fate::Cancelled
        });
        if is_cancelled {
            handle.cancel();
        }
        given.settle_in_flight(self, |turns, outcome| {
            drop(turns.state.with(|state| replace(&mut state.at, At::Turn)));
            turns.go_on(outcome);
        });
    }

    /// A turn has come to its end.
    fn go_on(self, outcome: Outcome<(), S>) {
        match (self.state.with(|state| state.fate), &outcome) {
            (Fate::Running, Ok(())) => self.schedule(),
            (Fate::Cancelled, Ok(())) => {}
            _ => self.state.with(State::end).end(outcome),
        }
    }

    pub(super) fn schedule(self) {
        let clock = self.clock();
        let now = clock.now();
        let (delay, number) = match self.state.with(|state| state.plan(now)) {
            Ok(planned) => planned,
            Err(ended) => return ended.end(Ok(())),
        };
        let turns = Turns { state: self.state.clone() };
        let call = Thread::boxed((turns, number), |(turns, number): (Self, usize)| turns.due(number));
        let timer = clock.call_later(delay, call);
        self.state.with(|state| state.keep(number, timer)).end(Ok(()));
    }
}

impl<C, F, S: ErrorSet, Thread: Flavour> WeakTurns<C, F, S, Thread> {
    fn turns(&self) -> Option<Turns<C, F, S, Thread>> {
        Shares::upgrade(&self.0).map(|state| Turns { state })
    }
}

impl<C, F, S, Thread> Turning for WeakTurns<C, F, S, Thread>
where
    C: Clock<Thread> + 'static,
    F: Called<S, Thread>,
    S: ErrorSet,
    Thread: Flavour + Carries<Outcome<(), S>>,
    Turns<C, F, S, Thread>: Captured<Thread>,
{
    fn stop(&self) {
        let Some(turns) = self.turns() else { return };
        let ended = turns.state.with(|state| {
            if state.fate != Fate::Running {
                return None;
            }
            state.fate = Fate::Stopped;
            match state.at {
                At::Between(_) => Some(Ended { timer: state.leave_between().flatten(), ..state.end() }),
                At::Asking | At::Turn | At::Waiting(_) => None,
            }
        });
        if let Some(ended) = ended {
            ended.end(Ok(()));
        }
    }

    fn cancel(&self) {
        let Some(turns) = self.turns() else { return };
        let at = turns.state.with(|state| {
            state.fate = Fate::Cancelled;
            replace(&mut state.at, At::Turn)
        });
        if let At::Waiting(handle) = at {
            handle.cancel();
        }
    }

    fn reset(&self) {
        let Some(turns) = self.turns() else { return };
        let now = turns.now();
        let timer = turns.state.with(|state| match state.at {
            At::Between(_) => {
                state.grid.reset(now);
                state.leave_between().flatten()
            }
            At::Asking | At::Turn | At::Waiting(_) => None,
        });
        if timer.is_some() {
            drop(timer);
            turns.schedule();
        }
    }

    fn is_running(&self) -> bool {
        self.turns().is_some_and(|turns| turns.state.with(|state| state.fate == Fate::Running))
    }

    fn again(&self) -> Box<dyn Turning> {
        Box::new(WeakTurns(self.0.clone()))
    }
}
