//! A clock that moves only when it is told to.

use super::{Clock, Timer};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt::{self, Debug};
use core::time::Duration;

/// A clock for tests: its time moves when it is told to, and by nothing else.
///
/// Clones are the same clock.
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
#[derive(Clone, Default)]
#[doc(alias = "task.Clock")]
pub struct TestClock {
    schedule: Rc<RefCell<Schedule>>,
}

#[derive(Default)]
struct Schedule {
    now: Duration,
    calls: BTreeMap<Turn, Box<dyn FnOnce()>>,
    made: u64,
}

/// When a call is due; of those due at the same time, the first made comes first.
type Turn = (Duration, u64);

impl TestClock {
    /// A clock that stands at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the time on by `amount`, and then makes the calls that are due, in the order of their times.
    ///
    /// All of them see the new time. What they add is called too, if it is due by then. If a call panics, those after it wait for the next advance.
    ///
    /// Twisted: `Clock.advance`.
    pub fn advance(&self, amount: Duration) {
        {
            let mut schedule = self.schedule.borrow_mut();
            schedule.now = schedule.now.saturating_add(amount);
        }
        while let Some(call) = self.next_due() {
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

    /// How many calls wait. Twisted: `len(clock.getDelayedCalls())`.
    #[doc(alias = "getDelayedCalls")]
    pub fn len(&self) -> usize {
        self.schedule.borrow().calls.len()
    }

    /// Whether no call waits: what a test asks at its end.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn next_due(&self) -> Option<Box<dyn FnOnce()>> {
        let mut schedule = self.schedule.borrow_mut();
        let now = schedule.now;
        let first = schedule.calls.first_entry().filter(|first| first.key().0 <= now)?;
        Some(first.remove())
    }
}

#[diagnostic::do_not_recommend]
impl Clock for TestClock {
    fn now(&self) -> Duration {
        self.schedule.borrow().now
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let mut schedule = self.schedule.borrow_mut();
        let turn = (schedule.now.saturating_add(delay), schedule.made);
        schedule.made += 1;
        schedule.calls.insert(turn, call);
        let schedule = Rc::downgrade(&self.schedule);
        Timer::new(move || {
            let Some(schedule) = schedule.upgrade() else { return };
            let cancelled = schedule.borrow_mut().calls.remove(&turn);
            // What the call holds may use the clock when it is dropped.
            drop(cancelled);
        })
    }
}

impl Debug for TestClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestClock({:?}, {} waiting)", self.now(), self.len())
    }
}
