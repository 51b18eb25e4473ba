//! When the calls of a loop are due.

use core::cell::Cell;
use core::time::Duration;

/// The places of a loop's calls: each interval from the start.
pub(super) struct Grid {
    start: Cell<Duration>,
    interval: Duration,
    /// How many places have been counted.
    counted: Cell<u128>,
    /// Set if the start is a place, too.
    at_once: bool,
}

impl Grid {
    pub(super) fn new(start: Duration, interval: Duration, at_once: bool) -> Self {
        Grid { start: Cell::new(start), interval, counted: Cell::new(0), at_once }
    }

    /// Begins anew; the start itself has been counted.
    pub(super) fn reset(&self, now: Duration) {
        self.start.set(now);
        self.counted.set(u128::from(self.at_once));
    }

    /// How long it is to the next place.
    pub(super) fn until_next(&self, now: Duration) -> Duration {
        match self.interval.as_nanos() {
            0 => Duration::ZERO,
            interval => Duration::from_nanos_u128(interval - self.passed(now) % interval),
        }
    }

    /// How many places have passed since this was asked last.
    pub(super) fn count(&self, now: Duration) -> u64 {
        let Some(intervals) = self.passed(now).checked_div(self.interval.as_nanos()) else { return 1 };
        let places = intervals + u128::from(self.at_once);
        let count = places.saturating_sub(self.counted.replace(places));
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    fn passed(&self, now: Duration) -> u128 {
        now.saturating_sub(self.start.get()).as_nanos()
    }
}
