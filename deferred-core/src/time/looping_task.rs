//! A looping call that has begun: its state, its transitions from one call to the next, and the times at which its
//! calls are due.
//!
//! The call that the clock keeps, or the Deferred that is pending, owns the loop; so the loop is dropped when
//! neither is there any more.
//!
//! No two turns overlap, whatever threads make the calls: each call has a number, and only the last one that was
//! asked for begins a turn.
//!
//! The grid of times trusts its clock as far as it can: a call that comes a little early stands for its place, so that
//! it does not come twice. Where the clock has gone back, or stands still, the grid begins anew, and the next call
//! comes after one interval.

use crate::cancel::CancelHandle;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedState;
use crate::flavour::{Carries, Flavour, MaybeReady, SendIf, SharedCell, Wrap};
use crate::stages::{Form, Reply};
use crate::time::{Clock, Timer};
use alloc::boxed::Box;
use core::marker::PhantomData;
use core::mem::replace;
use core::time::Duration;

/// The operations of a loop that its handles call.
pub(crate) trait LoopControl {
    fn stop(&self);
    /// Cancels the loop's Deferred: if the function's Deferred fails because of that, so does the loop; else it
    /// fails with `Cancelled`.
    fn cancel(&self);
    fn reset(&self);
    fn is_running(&self) -> bool;
    /// Clones the object, for another handle.
    fn again(&self) -> Box<dyn LoopControl>;
}

pub(crate) struct LoopTask<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour> {
    state: Thread::Shared<State<C, F, S, Thread>>,
}

// The clock is `Send` and `Sync` where the loop crosses threads: `threads::looping_call` has the bound. Of an outcome that is `Send` the
// errors are.
send_if!([C: 'static, F: 'static, S: ErrorSet,] LoopTask<C, F, S, Thread>; carries [Outcome<(), S>]; inner [F]; given [C: Send + Sync, S: Send]);

/// A weak reference to a loop.
pub(crate) struct WeakLoopTask<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour>(
    WeakState<State<C, F, S, Thread>, Thread>,
);

send_if!([C: 'static, F: 'static, S: ErrorSet,] WeakLoopTask<C, F, S, Thread>; carries [Outcome<(), S>]; inner [F]; given [C: Send + Sync, S: Send]);

type WeakState<X, Thread> = <<Thread as SharedState>::Shared<X> as SharedCell<X>>::Weak;

struct State<C: 'static, F: 'static, S: ErrorSet, Thread: Flavour> {
    clock: Thread::Ref<C>,
    grid: Grid,
    /// The function; `None` while it is called.
    f: Option<F>,
    status: LoopStatus,
    at: Phase<Thread>,
    /// The number of the next turn.
    number: usize,
    /// `None` once the loop's Deferred was fired.
    resolver: Option<Resolver<(), S, Thread>>,
}

#[derive(Clone, Copy, PartialEq)]
enum LoopStatus {
    Running,
    Stopped,
    Cancelled,
}

enum Phase<Thread: Flavour> {
    /// The clock is being asked for a call.
    Asking,
    Between(Timer<Thread>),
    Turn,
    Waiting(CancelHandle<Thread>),
}

/// What is left to end when no lock is held any more.
struct FinallyInput<S: ErrorSet, Thread: Flavour> {
    timer: Option<Timer<Thread>>,
    resolver: Option<Resolver<(), S, Thread>>,
}

impl<S: ErrorSet, Thread: Flavour> FinallyInput<S, Thread> {
    fn end(self, outcome: Outcome<(), S>) {
        drop(self.timer);
        let Some(resolver) = self.resolver else { return };
        if let Err(Err(late)) = resolver.try_resolve_in_flight(outcome) {
            // The loop was cancelled, and with it the Deferred that it waited for.
            late.comes_of_a_cancel();
        }
    }
}

impl<C, F, S: ErrorSet, Thread: Flavour> State<C, F, S, Thread> {
    fn end(&mut self) -> FinallyInput<S, Thread> {
        if self.status == LoopStatus::Running {
            self.status = LoopStatus::Stopped;
        }
        FinallyInput { timer: None, resolver: self.resolver.take() }
    }

    /// Begins the first turn, which needs no clock. The loop may have been stopped by now.
    fn begin_at_once(&mut self) -> Result<F, FinallyInput<S, Thread>> {
        match self.f.take() {
            Some(f) if self.status == LoopStatus::Running => Ok(f),
            f => {
                self.f = f;
                Err(self.end())
            }
        }
    }

    /// Begins the turn of that number, if it is the next. Returns the function, and the timer that has done its
    /// work.
    fn begin(&mut self, number: usize) -> Option<(F, Option<Timer<Thread>>)> {
        if self.status != LoopStatus::Running || self.number != number {
            return None;
        }
        let timer = self.leave_between()?;
        self.f.take().map(|f| (f, timer))
    }

    /// Leaves the state between two turns, and returns the timer if there is one already.
    fn leave_between(&mut self) -> Option<Option<Timer<Thread>>> {
        match self.at {
            Phase::Asking => {
                self.at = Phase::Turn;
                Some(None)
            }
            Phase::Between(_) => match replace(&mut self.at, Phase::Turn) {
                Phase::Between(timer) => Some(Some(timer)),
                _ => None,
            },
            Phase::Turn | Phase::Waiting(_) => None,
        }
    }

    /// Plans the next turn, and returns its delay and its number.
    fn plan(&mut self, now: Duration) -> Result<(Duration, usize), FinallyInput<S, Thread>> {
        match self.status {
            LoopStatus::Running => {
                self.number += 1;
                self.at = Phase::Asking;
                Ok((self.grid.until_next(now), self.number))
            }
            LoopStatus::Stopped => Err(self.end()),
            LoopStatus::Cancelled => Err(FinallyInput { timer: None, resolver: None }),
        }
    }

    /// Keeps the timer of the turn of that number. The turn may have begun, or the loop may have ended, by now.
    fn store_timer(&mut self, number: usize, timer: Timer<Thread>) -> FinallyInput<S, Thread> {
        let is_waited_for = self.number == number && matches!(self.at, Phase::Asking);
        match self.status {
            LoopStatus::Running if is_waited_for => {
                self.at = Phase::Between(timer);
                FinallyInput { timer: None, resolver: None }
            }
            LoopStatus::Stopped if is_waited_for => FinallyInput { timer: Some(timer), ..self.end() },
            _ => FinallyInput { timer: Some(timer), resolver: None },
        }
    }
}

impl<C, F, S, Thread> LoopTask<C, F, S, Thread>
where
    C: Clock<Thread> + 'static,
    F: Callee<S, Thread>,
    S: ErrorSet,
    Thread: Flavour + Carries<Outcome<(), S>>,
    Self: SendIf<Thread>,
{
    pub(super) fn new(clock: Thread::Ref<C>, grid: Grid, f: F, resolver: Resolver<(), S, Thread>) -> Self {
        let (status, at, number) = (LoopStatus::Running, Phase::Turn, 0);
        let state = State { clock, grid, f: Some(f), status, at, number, resolver: Some(resolver) };
        LoopTask { state: SharedCell::new(state) }
    }

    pub(super) fn downgrade(&self) -> WeakLoopTask<C, F, S, Thread> {
        WeakLoopTask(self.state.downgrade())
    }

    fn now(&self) -> Duration {
        self.clock().now()
    }

    fn clock(&self) -> Thread::Ref<C> {
        self.state.with(|state| state.clock.clone())
    }

    pub(super) fn turn_at_once(self) {
        match self.state.with(State::begin_at_once) {
            Ok(f) => self.turn(f),
            Err(ended) => ended.end(Ok(())),
        }
    }

    /// Runs the turn of that number, on a call of the clock.
    fn due(self, number: usize) {
        if let Some((f, timer)) = self.state.with(|state| state.begin(number)) {
            drop(timer);
            self.turn(f);
        }
    }

    /// Calls the function.
    fn turn(self, mut f: F) {
        let now = self.now();
        let count = self.state.with(|state| state.grid.count(now));
        let given = f.call(count);
        self.state.with(|state| state.f = Some(f));
        match given.into_inner().take() {
            Ok(outcome) => self.go_on(outcome),
            Err(receiver) => self.wait_for(MaybeReady::Pending(receiver).into()),
        }
    }

    fn wait_for(self, given: Deferred<(), S, Thread>) {
        let handle = given.handle();
        let is_cancelled = self.state.with(|state| {
            state.at = Phase::Waiting(handle.clone());
            state.status == LoopStatus::Cancelled
        });
        if is_cancelled {
            handle.cancel();
        }
        given.settle_in_flight(self, |task, outcome| {
            drop(task.state.with(|state| replace(&mut state.at, Phase::Turn)));
            task.go_on(outcome);
        });
    }

    /// Ends a turn with its outcome, and plans the next.
    fn go_on(self, outcome: Outcome<(), S>) {
        match (self.state.with(|state| state.status), &outcome) {
            (LoopStatus::Running, Ok(())) => self.schedule(),
            (LoopStatus::Cancelled, Ok(())) => {}
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
        let task = LoopTask { state: self.state.clone() };
        let call = Thread::boxed((task, number), |(task, number): (Self, usize)| task.due(number));
        let timer = clock.call_later(delay, call);
        self.state.with(|state| state.store_timer(number, timer)).end(Ok(()));
    }
}

impl<C, F, S: ErrorSet, Thread: Flavour> WeakLoopTask<C, F, S, Thread> {
    fn task(&self) -> Option<LoopTask<C, F, S, Thread>> {
        SharedCell::upgrade(&self.0).map(|state| LoopTask { state })
    }
}

impl<C, F, S, Thread> LoopControl for WeakLoopTask<C, F, S, Thread>
where
    C: Clock<Thread> + 'static,
    F: Callee<S, Thread>,
    S: ErrorSet,
    Thread: Flavour + Carries<Outcome<(), S>>,
    LoopTask<C, F, S, Thread>: SendIf<Thread>,
{
    fn stop(&self) {
        let Some(task) = self.task() else { return };
        let ended = task.state.with(|state| {
            if state.status != LoopStatus::Running {
                return None;
            }
            state.status = LoopStatus::Stopped;
            match state.at {
                Phase::Between(_) => {
                    Some(FinallyInput { timer: state.leave_between().flatten(), ..state.end() })
                }
                Phase::Asking | Phase::Turn | Phase::Waiting(_) => None,
            }
        });
        if let Some(ended) = ended {
            ended.end(Ok(()));
        }
    }

    fn cancel(&self) {
        let Some(task) = self.task() else { return };
        let at = task.state.with(|state| {
            state.status = LoopStatus::Cancelled;
            replace(&mut state.at, Phase::Turn)
        });
        if let Phase::Waiting(handle) = at {
            handle.cancel();
        }
    }

    fn reset(&self) {
        let Some(task) = self.task() else { return };
        let now = task.now();
        let timer = task.state.with(|state| match state.at {
            Phase::Between(_) => {
                state.grid.reset(now);
                state.leave_between().flatten()
            }
            Phase::Asking | Phase::Turn | Phase::Waiting(_) => None,
        });
        if timer.is_some() {
            drop(timer);
            task.schedule();
        }
    }

    fn is_running(&self) -> bool {
        self.task().is_some_and(|task| task.state.with(|state| state.status == LoopStatus::Running))
    }

    fn again(&self) -> Box<dyn LoopControl> {
        Box::new(WeakLoopTask(self.0.clone()))
    }
}

/// A function that takes the number of intervals that have passed.
pub(crate) trait Callee<S: ErrorSet, Thread: Flavour>: SendIf<Thread> {
    fn call(&mut self, count: u64) -> Deferred<(), S, Thread>;
}

/// A function that is called in each turn.
pub(crate) struct Each<F, O, How> {
    f: Wrap<F>,
    site: Site,
    gives: PhantomData<fn() -> (O, How)>,
}

send_if!([F: 'static, O: 'static, How: 'static,] Each<F, O, How>; carries [F]);

/// A function that is told how many intervals have passed.
pub(crate) struct Counting<F, O, How>(Each<F, O, How>);

send_if!([F: 'static, O: 'static, How: 'static,] Counting<F, O, How>; carries [F]);

impl<F, O, How> Each<F, O, How> {
    pub(super) fn of(f: F, site: Site) -> Self {
        Each { f: Wrap(f), site, gives: PhantomData }
    }

    pub(super) fn counting(self) -> Counting<F, O, How> {
        Counting(self)
    }
}

impl<F, S, O, How, Thread> Callee<S, Thread> for Each<F, O, How>
where
    F: FnMut() -> O + 'static,
    S: ErrorSet,
    O: Reply<(), S, How, Thread>,
    How: Form,
    Thread: Flavour + Carries<F> + Carries<Outcome<(), S>>,
{
    fn call(&mut self, _: u64) -> Deferred<(), S, Thread> {
        (self.f.0)().settle(self.site).end()
    }
}

impl<F, S, O, How, Thread> Callee<S, Thread> for Counting<F, O, How>
where
    F: FnMut(u64) -> O + 'static,
    S: ErrorSet,
    O: Reply<(), S, How, Thread>,
    How: Form,
    Thread: Flavour + Carries<F> + Carries<Outcome<(), S>>,
{
    fn call(&mut self, count: u64) -> Deferred<(), S, Thread> {
        let Counting(Each { f, site, .. }) = self;
        (f.0)(count).settle(*site).end()
    }
}

/// The places of a loop's calls: each interval from the start.
pub(super) struct Grid {
    start: Duration,
    interval: Duration,
    /// The call that was last asked of the clock.
    planned: Option<Planned>,
    /// The place that the last call stands for.
    counted: Option<Duration>,
    /// Whether the start is a place, too.
    at_once: bool,
}

#[derive(Clone, Copy)]
struct Planned {
    asked: Duration,
    due: Duration,
}

impl Grid {
    pub(super) fn new(start: Duration, interval: Duration, at_once: bool) -> Self {
        Grid { start, interval, planned: None, counted: None, at_once }
    }

    /// Begins the grid anew.
    fn reset(&mut self, now: Duration) {
        self.start = now;
        self.planned = None;
    }

    /// The time to the next place.
    fn until_next(&mut self, now: Duration) -> Duration {
        let interval = self.interval.as_nanos();
        if interval == 0 {
            return Duration::ZERO;
        }
        // Counts from the place that the last call stands for, where that is still to come.
        let from = match self.counted {
            Some(counted) if counted > now && self.is_early(counted - now) => counted,
            Some(counted) if counted > now => {
                self.begin_anew(now);
                now
            }
            _ => now,
        };
        self.start = self.start.min(from);
        let passed = (from - self.start).as_nanos() % interval;
        let delay = (from - now).saturating_add(of_nanos(interval - passed));
        self.planned = Some(Planned { asked: now, due: now.saturating_add(delay) });
        delay
    }

    /// Counts a call, and returns how many places have passed since the last one: at least the one that the call
    /// stands for.
    fn count(&mut self, now: Duration) -> u64 {
        let at = match self.planned.take() {
            None => now,
            Some(Planned { due, .. }) if due <= now => now,
            Some(Planned { asked, due }) if asked <= now && self.is_early(due - now) => due,
            Some(_) => {
                self.begin_anew(now);
                return 1;
            }
        };
        let count = self.place_of(at).zip(self.last_place()).map_or(1, |(place, last)| place - last);
        self.counted = Some(at);
        u64::try_from(count).unwrap_or(0).max(1)
    }

    /// Whether a place is near enough, `ahead` of the call, for the call to stand for it.
    fn is_early(&self, ahead: Duration) -> bool {
        ahead <= self.interval / 2
    }

    /// Begins the grid anew when the clock cannot be trusted; what was counted before is forgotten.
    fn begin_anew(&mut self, now: Duration) {
        self.start = now;
        self.counted = Some(now);
    }

    fn last_place(&self) -> Option<i128> {
        self.counted.map_or(Some(-i128::from(self.at_once)), |last| self.place_of(last))
    }

    /// The number of whole intervals from the start to `time`. The number is negative before the start, which is
    /// where a reset leaves the last call; there is none where the interval is zero.
    fn place_of(&self, time: Duration) -> Option<i128> {
        let nanos = |duration: Duration| duration.as_nanos() as i128;
        (nanos(time) - nanos(self.start)).checked_div(nanos(self.interval))
    }
}

/// The duration of that many nanoseconds, which fit a `Duration`.
fn of_nanos(nanos: u128) -> Duration {
    const A_SECOND: u128 = 1_000_000_000;
    Duration::new((nanos / A_SECOND) as u64, (nanos % A_SECOND) as u32)
}
