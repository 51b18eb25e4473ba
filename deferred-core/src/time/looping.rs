//! `LoopingCall`: calls a function at an interval; and `LoopHandle`, which stops and resets it from outside.

use super::looping_task::{Callee, Each, Grid, LoopControl, LoopTask, WeakLoopTask};
use super::{Clock, TimeOn, TimedBy};
use crate::cancel::pair_with_optional_canceller;
use crate::deferred::{Deferred, Outcome};
use crate::error::set::CanBeCancelled;
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedRef;
use crate::flavour::{Canceller, Carries, CheckedSend, Flavour, SendIf, SharedCell, ThisThread};
use crate::stages::{Form, Reply};
use alloc::boxed::Box;
use core::fmt::{self, Debug};
use core::panic::Location;
use core::time::Duration;

/// Calls a function every `interval`.
///
/// The calls stand on a grid that begins at the start: an interval that passes while the function runs, or its
/// Deferred is pending, is skipped, and the next call is at the next place of the grid. A call that the clock makes
/// a little early stands for its place, and a clock that goes back, or stands still, begins the grid anew: the next
/// call comes after one interval. The function returns `()`, or a `Result` or a Deferred of it; a Deferred is
/// waited for.
///
/// The loop's Deferred succeeds when the loop is [stopped](LoopHandle::stop), and fails when the function does. A
/// cancel stops the loop, and cancels the function's Deferred.
///
/// ```
/// use deferred::{Cancelled, Deferred, LoopingCall, TestClock, testing::success_result_of};
/// use std::{cell::Cell, rc::Rc, time::Duration};
///
/// let clock = TestClock::new();
/// let second = Duration::from_secs(1);
/// let looping = LoopingCall::new(clock.clone(), second);
/// let (handle, beats) = (looping.handle(), Rc::new(Cell::new(0)));
/// let beat = beats.clone();
/// let done: Deferred<(), (Cancelled,)> = looping.start(move || beat.set(beat.get() + 1));
///
/// clock.pump([second; 9]);
/// assert_eq!(beats.get(), 10); // the first came at once
/// handle.stop();
/// success_result_of(done);
/// assert!(clock.is_empty());
/// ```
///
/// An interval of zero means again and again, as often as the clock can; on a [`TestClock`](crate::TestClock) such
/// a loop has no end.
///
/// [`threads::looping_call`](crate::threads::looping_call) makes a loop with a clock that calls on other threads.
///
/// Twisted: `task.LoopingCall`.
#[must_use = "it calls nothing before it is started"]
pub struct LoopingCall<C, Thread: Flavour = ThisThread> {
    clock: C,
    interval: Duration,
    at_once: bool,
    handle: LoopHandle<Thread>,
}

impl<C: Clock + 'static> LoopingCall<C> {
    /// A loop that has not begun.
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new<X: TimedBy<D::Mark, ThisThread, Clock = C>, D: TimeOn<X>>(clock: X, interval: D) -> Self {
        Self::every(clock.clock(), interval.time())
    }
}

impl<C: Clock<Thread> + 'static, Thread: Flavour> LoopingCall<C, Thread> {
    /// A loop that has not begun. The caller has checked that threads may share the clock.
    pub(crate) fn every(clock: C, interval: Duration) -> Self {
        LoopingCall { clock, interval, at_once: true, handle: LoopHandle::new() }
    }

    /// Lets an interval pass before the first call, which would be made at once otherwise. Twisted:
    /// `start(interval, now=False)`.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, LoopingCall, TestClock};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let looping = LoopingCall::new(clock.clone(), Duration::from_secs(1)).after_an_interval();
    /// let done: Deferred<(), (Cancelled,)> = looping.start(|| println!("a second has passed"));
    /// done.cancel();
    /// done.catch(|_: Cancelled| ()).detach();
    /// ```
    pub fn after_an_interval(mut self) -> Self {
        self.at_once = false;
        self
    }

    /// A handle on the loop, which the function itself may have, too.
    pub fn handle(&self) -> LoopHandle<Thread> {
        self.handle.clone()
    }

    /// Begins to call `f`.
    ///
    /// The set has [`Cancelled`](crate::Cancelled), and the errors of `f`; it must be known from the use of the
    /// Deferred.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, LoopingCall, TestClock, testing::failure_result_of};
    /// use std::time::Duration;
    ///
    /// #[derive(Debug)]
    /// struct Empty;
    ///
    /// let mut left = vec!["one", "two"];
    /// let clock = TestClock::new();
    /// let looping = LoopingCall::new(clock.clone(), Duration::from_secs(1));
    /// let done: Deferred<(), (Cancelled, Empty)> =
    ///     looping.start(move || left.pop().map(|line| println!("{line}")).ok_or(Empty));
    /// clock.pump([Duration::from_secs(1); 2]);
    /// assert!(failure_result_of(done).is::<Empty>());
    /// ```
    ///
    /// Twisted: `start`.
    #[track_caller]
    #[rustfmt::skip] // The name and what is asked of the flavour in one line, which is what the compiler shows.
    pub fn start<S, F, O, How, A>(self, f: F) -> Deferred<(), S, Thread> where Thread: Carries<F> + Carries<Outcome<(), S>>,
        F: FnMut() -> O + 'static,
        O: Reply<(), S, How, Thread>,
        How: Form,
        S: CanBeCancelled<A>,
    {
        self.turn(Each::<F, O, How>::of(f, Site::here(Stage::LoopingCall)))
    }

    /// [`start`](Self::start) with a function that takes the number of intervals that have passed since its last
    /// call: 1, and more where some were skipped.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, LoopingCall, TestClock};
    /// use std::{cell::RefCell, rc::Rc, time::Duration};
    ///
    /// let clock = TestClock::new();
    /// let frames = Rc::new(RefCell::new(Vec::new()));
    /// let seen = frames.clone();
    /// let looping = LoopingCall::new(clock.clone(), Duration::from_secs(1));
    /// let done: Deferred<(), (Cancelled,)> = looping.start_with_count(move |count| seen.borrow_mut().push(count));
    /// clock.pump([1, 1, 3].map(Duration::from_secs));
    /// assert_eq!(frames.take(), [1, 1, 1, 3]);
    /// # done.cancel();
    /// # done.catch(|_: Cancelled| ()).detach();
    /// ```
    ///
    /// Twisted: `LoopingCall.withCount`.
    #[track_caller]
    #[doc(alias = "withCount")]
    #[rustfmt::skip] // The name and what is asked of the flavour in one line, which is what the compiler shows.
    pub fn start_with_count<S, F, O, How, A>(self, f: F) -> Deferred<(), S, Thread> where Thread: Carries<F> + Carries<Outcome<(), S>>,
        F: FnMut(u64) -> O + 'static,
        O: Reply<(), S, How, Thread>,
        How: Form,
        S: CanBeCancelled<A>,
    {
        self.turn(Each::<F, O, How>::of(f, Site::here(Stage::LoopingCall)).counting())
    }

    #[track_caller]
    fn turn<S, F, Index>(self, f: F) -> Deferred<(), S, Thread>
    where
        S: CanBeCancelled<Index>,
        F: Callee<S, Thread>,
        Thread: Carries<Outcome<(), S>>,
        LoopTask<C, F, S, Thread>: SendIf<Thread>,
        WeakLoopTask<C, F, S, Thread>: SendIf<Thread>,
    {
        let LoopingCall { clock, interval, at_once, handle } = self;
        let (resolver, done) = pair_with_optional_canceller(Stopping(handle.clone()), Location::caller());
        let grid = Grid::new(clock.now(), interval, at_once);
        let task = LoopTask::new(SharedRef::new(clock.weak()), grid, f, resolver);
        handle.begin(task.downgrade());
        if at_once {
            task.turn_at_once()
        } else {
            task.schedule()
        }
        done
    }
}

impl<C, Thread: Flavour> Debug for LoopingCall<C, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoopingCall(every {:?})", self.interval)
    }
}

/// A handle on a [`LoopingCall`](crate::LoopingCall). The handle keeps nothing alive, and does nothing where the
/// loop does not run.
///
/// ```
/// use deferred::{Cancelled, Deferred, LoopingCall, TestClock, testing::success_result_of};
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let looping = LoopingCall::new(clock.clone(), Duration::from_secs(1));
/// let handle = looping.handle();
/// let done: Deferred<(), (Cancelled,)> = looping.start(|| println!("tick"));
/// assert!(handle.is_running());
/// handle.reset(); // the next tick comes in a second from now
/// handle.stop();
/// assert!(!handle.is_running());
/// success_result_of(done);
/// ```
pub struct LoopHandle<Thread: Flavour = ThisThread> {
    /// `None` before the start.
    on: Thread::Shared<Option<Begun<Thread>>>,
}

/// A loop that has begun, whatever it calls.
type Begun<Thread> = CheckedSend<Box<dyn LoopControl>, Thread>;

impl<Thread: Flavour> Clone for LoopHandle<Thread> {
    fn clone(&self) -> Self {
        LoopHandle { on: self.on.clone() }
    }
}

impl<Thread: Flavour> LoopHandle<Thread> {
    fn new() -> Self {
        LoopHandle { on: SharedCell::new(None) }
    }

    /// Sets the loop that has begun.
    fn begin(&self, task: impl LoopControl + SendIf<Thread>) {
        let task = Begun::made_of(task, |task| Box::new(task));
        self.on.with(|on| *on = Some(task));
    }

    /// Ends the loop: no call comes any more. If the function's Deferred is pending, the loop's Deferred waits for
    /// that, too.
    ///
    /// Twisted: `LoopingCall.stop`.
    pub fn stop(&self) {
        if let Some(task) = self.task() {
            task.stop();
        }
    }

    /// Skips the next call, and begins the grid now. While the function's Deferred is pending, `reset` does
    /// nothing.
    ///
    /// Twisted: `LoopingCall.reset`.
    pub fn reset(&self) {
        if let Some(task) = self.task() {
            task.reset();
        }
    }

    /// Whether the loop was started, and has neither been stopped nor failed. Twisted: `LoopingCall.running`.
    pub fn is_running(&self) -> bool {
        self.task().is_some_and(|task| task.is_running())
    }

    fn task(&self) -> Option<Box<dyn LoopControl>> {
        self.on.with(|on| on.as_mut().map(|task| task.as_mut().again()))
    }
}

impl<Thread: Flavour> Debug for LoopHandle<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_running() { "LoopHandle(running)" } else { "LoopHandle" })
    }
}

/// The canceller of the loop's Deferred.
pub(crate) struct Stopping<Thread: Flavour>(LoopHandle<Thread>);

send_if!([] Stopping<Thread>);

impl<I, Thread: Flavour> Canceller<I, Thread> for Stopping<Thread> {
    fn cancel(self) -> Option<I> {
        if let Some(task) = self.0.task() {
            task.cancel();
        }
        None
    }
}
