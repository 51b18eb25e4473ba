//! `TestClock`: a clock that a test moves by hand.

use super::{Clock, Timer};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::rc::{Rc, Weak};
use core::cell::RefCell;
use core::fmt::{self, Debug};
use core::time::Duration;

/// A clock for tests, which moves only when it is told to.
///
/// Clones are the same clock. The last one drops the calls: what waits for them is abandoned, a forgotten loop as
/// well. A callback that waits for one of them, such as the policy of a [`retry`](crate::retry()), holds the clock
/// as [`weak`](Clock::weak) returns it, or neither is ever dropped.
///
/// ```
/// use deferred::{TestClock, later, testing::{assert_no_result, success_result_of}};
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let d = later(&clock, Duration::from_secs(3));
/// clock.advance(Duration::from_secs(2));
/// let d = assert_no_result(d);
/// clock.advance(Duration::from_secs(1));
/// success_result_of(d);
/// ```
///
/// Twisted: `task.Clock`.
#[derive(Clone)]
#[doc(alias = "task.Clock")]
pub struct TestClock {
    on: On,
}

#[derive(Clone)]
enum On {
    Schedule(Rc<RefCell<Schedule>>),
    /// A clock that is held by the calls of its own schedule: see [`Clock::weak`].
    Weak(Weak<RefCell<Schedule>>),
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Default)]
struct Schedule {
    now: Duration,
    calls: BTreeMap<Turn, Call>,
    made: u64,
    /// How many calls have led to the one that is added now, one to the next, since the time last changed. 0
    /// outside of a call.
    leads: u32,
}

/// A call, and how many calls have led to it.
type Call = (u32, Box<dyn FnOnce()>);

/// That many calls lead to one another only where there is no end to them.
const ENDLESS: u32 = 1_000_000;

/// The time when a call is due, and its number; of calls that are due at the same time, the first made comes first.
type Turn = (Duration, u64);

impl TestClock {
    /// A clock that stands at zero.
    pub fn new() -> Self {
        TestClock { on: On::Schedule(Rc::default()) }
    }

    /// Moves the time on by `amount`, and then makes the calls that are due, in the order of their times.
    ///
    /// All calls see the new time. Calls that they add are made too, if they are due by then. If a call panics,
    /// those after it wait for the next advance.
    ///
    /// # Panics
    ///
    /// If one call leads to the next a million times at the same time, as in a [`LoopingCall`](crate::LoopingCall)
    /// without an interval, which has no end.
    ///
    /// Twisted: `Clock.advance`, which never returns then.
    #[track_caller]
    pub fn advance(&self, amount: Duration) {
        let Some(schedule) = self.schedule() else { return };
        let outer = {
            let mut schedule = schedule.borrow_mut();
            schedule.now = schedule.now.saturating_add(amount);
            schedule.leads
        };
        while let Some((leads, call)) = next_due(&schedule) {
            assert!(
                leads < ENDLESS,
                "a test clock has made a million calls, each added by the one before, without the time going on: a loop without an interval?"
            );
            let _leading = Leading { schedule: &schedule, outer };
            schedule.borrow_mut().leads = leads + 1;
            call();
        }
    }

    /// Advances by one amount after the other. Twisted: `Clock.pump`.
    ///
    /// ```
    /// # use deferred::TestClock;
    /// # use std::time::Duration;
    /// let clock = TestClock::new();
    /// clock.pump([1, 2, 3].map(Duration::from_secs));
    /// assert_eq!(deferred::Clock::now(&clock), Duration::from_secs(6));
    /// ```
    pub fn pump(&self, amounts: impl IntoIterator<Item = Duration>) {
        for amount in amounts {
            self.advance(amount);
        }
    }

    /// How many calls are scheduled. Twisted: `len(clock.getDelayedCalls())`.
    ///
    /// ```
    /// use deferred::{Clock, TestClock};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let timer = clock.call_later(Duration::from_secs(1), Box::new(|| println!("not printed")));
    /// assert_eq!(clock.len(), 1);
    /// timer.cancel();
    /// assert!(clock.is_empty());
    /// ```
    #[doc(alias = "getDelayedCalls")]
    pub fn len(&self) -> usize {
        self.schedule().map_or(0, |schedule| schedule.borrow().calls.len())
    }

    /// Whether no call is scheduled, as a test asks at its end.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn schedule(&self) -> Option<Rc<RefCell<Schedule>>> {
        match &self.on {
            On::Schedule(schedule) => Some(schedule.clone()),
            On::Weak(schedule) => schedule.upgrade(),
        }
    }
}

fn next_due(schedule: &RefCell<Schedule>) -> Option<Call> {
    let mut schedule = schedule.borrow_mut();
    let now = schedule.now;
    let first = schedule.calls.first_entry().filter(|first| first.key().0 <= now)?;
    Some(first.remove())
}

/// Marks that a call is being made; its drop goes back to the call around it, if any.
struct Leading<'a> {
    schedule: &'a RefCell<Schedule>,
    outer: u32,
}

impl Drop for Leading<'_> {
    fn drop(&mut self) {
        self.schedule.borrow_mut().leads = self.outer;
    }
}

#[diagnostic::do_not_recommend]
impl Clock for TestClock {
    fn now(&self) -> Duration {
        self.schedule().map_or(Duration::ZERO, |schedule| schedule.borrow().now)
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let Some(shared) = self.schedule() else {
            // Nobody can advance the clock any more.
            drop(call);
            return Timer::new(|| ());
        };
        let mut schedule = shared.borrow_mut();
        let turn = (schedule.now.saturating_add(delay), schedule.made);
        schedule.made += 1;
        // A call that is not due by now comes when the time has changed.
        let leads = if turn.0 <= schedule.now { schedule.leads } else { 0 };
        schedule.calls.insert(turn, (leads, call));
        let schedule = Rc::downgrade(&shared);
        Timer::new(move || {
            let Some(schedule) = schedule.upgrade() else { return };
            let cancelled = schedule.borrow_mut().calls.remove(&turn);
            // Values that the call captured may use the clock when they are dropped.
            drop(cancelled);
        })
    }

    fn weak(self) -> Self {
        match self.on {
            On::Schedule(schedule) => TestClock { on: On::Weak(Rc::downgrade(&schedule)) },
            On::Weak(_) => self,
        }
    }
}

impl Debug for TestClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestClock({:?}, {} waiting)", self.now(), self.len())
    }
}
