//! A function that is called every so often.

mod grid;
mod turns;

use super::Clock;
use crate::deferred::Deferred;
use crate::set::CanBeCancelled;
use crate::site::{Site, Stage};
use crate::stages::{Form, Reply};
use alloc::rc::{Rc, Weak};
use core::cell::OnceCell;
use core::fmt::{self, Debug};
use core::time::Duration;
use grid::Grid;
use turns::{Turning, Turns};

/// Calls a function every `interval`.
///
/// The calls stand on a grid that begins at the start: an interval that passes while the function is called, or waits, is skipped, and
/// the next call is at the next place of the grid. The function gives `()`, or a `Result` or a Deferred of it; a Deferred is waited for.
///
/// The loop's Deferred succeeds when the loop is [stopped](LoopHandle::stop), and fails when the function does. Cancelled, it
/// stops the loop, and cancels what the function waits for.
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
/// An interval of zero means again and again, as often as the clock can; on a [`TestClock`](crate::TestClock) that has no end.
///
/// Twisted: `task.LoopingCall`.
#[must_use = "it calls nothing before it is started"]
pub struct LoopingCall<C> {
    clock: C,
    interval: Duration,
    at_once: bool,
    handle: LoopHandle,
}

impl<C: Clock + 'static> LoopingCall<C> {
    /// A loop that has not begun.
    pub fn new(clock: C, interval: Duration) -> Self {
        LoopingCall { clock, interval, at_once: true, handle: LoopHandle { on: Rc::default() } }
    }

    /// Lets an interval pass before the first call, which would come at once otherwise. Twisted: `start(interval, now=False)`.
    pub fn after_an_interval(mut self) -> Self {
        self.at_once = false;
        self
    }

    /// A handle on the loop, which the function itself may have, too.
    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    /// Begins to call `f`.
    ///
    /// The set has [`Cancelled`](crate::Cancelled), and the errors of `f`; it must be known from what is done with the Deferred.
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
    pub fn start<S, O, How, Place>(self, mut f: impl FnMut() -> O + 'static) -> Deferred<(), S>
    where
        S: CanBeCancelled<Place>,
        O: Reply<(), S, How>,
        How: Form,
    {
        let site = Site::here(Stage::Source);
        self.turn(move |_| Some(f().settle(site).end()))
    }

    /// The same where `f` is told how many intervals have passed since its last call: 1, and more where some were skipped.
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
    pub fn start_with_count<S, O, How, Place>(self, mut f: impl FnMut(u64) -> O + 'static) -> Deferred<(), S>
    where
        S: CanBeCancelled<Place>,
        O: Reply<(), S, How>,
        How: Form,
    {
        let site = Site::here(Stage::Source);
        self.turn(move |count| (count > 0).then(|| f(count).settle(site).end()))
    }

    #[track_caller]
    fn turn<S, F, Place>(self, f: F) -> Deferred<(), S>
    where
        S: CanBeCancelled<Place>,
        F: FnMut(u64) -> Option<Deferred<(), S>> + 'static,
    {
        let LoopingCall { clock, interval, at_once, handle } = self;
        let stop = handle.clone();
        let (resolver, done) = Deferred::cancellable(move || {
            if let Some(turns) = stop.turns() {
                turns.cancel();
            }
        });
        let grid = Grid::new(clock.now(), interval, at_once);
        let turns = Rc::new(Turns::new(clock, grid, f, resolver));
        let weak: Weak<Turns<C, F, S>> = Rc::downgrade(&turns);
        // The first and only time, since a start takes the loop.
        handle.on.get_or_init(|| weak);
        if at_once {
            turns.turn()
        } else {
            turns.schedule()
        }
        done
    }
}

impl<C> Debug for LoopingCall<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoopingCall(every {:?})", self.interval)
    }
}

/// A handle on a [`LoopingCall`]. It keeps nothing alive, and does nothing where the loop does not run.
#[derive(Clone)]
pub struct LoopHandle {
    /// Empty before the start.
    on: Rc<OnceCell<Weak<dyn Turning>>>,
}

impl LoopHandle {
    /// Ends the loop: no call comes any more. If the function is waiting for something, the loop's Deferred waits for that, too.
    ///
    /// Twisted: `LoopingCall.stop`.
    pub fn stop(&self) {
        if let Some(turns) = self.turns() {
            turns.stop();
        }
    }

    /// Skips the next call, and lets the grid begin now. While the function is waiting for something it does nothing.
    ///
    /// Twisted: `LoopingCall.reset`.
    pub fn reset(&self) {
        if let Some(turns) = self.turns() {
            turns.reset();
        }
    }

    /// Whether the loop was started, and has neither been stopped nor failed. Twisted: `LoopingCall.running`.
    pub fn is_running(&self) -> bool {
        self.turns().is_some_and(|turns| turns.is_running())
    }

    fn turns(&self) -> Option<Rc<dyn Turning>> {
        self.on.get()?.upgrade()
    }
}

impl Debug for LoopHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_running() { "LoopHandle(running)" } else { "LoopHandle" })
    }
}
