//! When the calls of a loop are due.

use core::time::Duration;

/// The places of a loop's calls: each interval from the start.
pub(super) struct Grid {
    start: Duration,
    interval: Duration,
    /// When the calls were counted last.
    counted: Option<Duration>,
    /// Set if the start is a place, too.
    at_once: bool,
}

impl Grid {
    pub(super) fn new(start: Duration, interval: Duration, at_once: bool) -> Self {
        Grid { start, interval, counted: None, at_once }
    }

    /// Begins anew.
    pub(super) fn reset(&mut self, now: Duration) {
        self.start = now;
    }

    /// How long it is to the next place.
    pub(super) fn until_next(&self, now: Duration) -> Duration {
        match self.interval.as_nanos() {
            0 => Duration::ZERO,
            interval => {
                let passed = now.saturating_sub(self.start).as_nanos();
                Duration::from_nanos_u128(interval - passed % interval)
            }
        }
    }

    /// How many places have passed since they were counted last. Where there is none, nothing was counted.
    pub(super) fn count(&mut self, now: Duration) -> u64 {
        let Some(place) = self.place_of(now) else { return 1 };
        let last = match self.counted {
            Some(last) => self.place_of(last).expect("the interval is not zero"),
            None => -i128::from(self.at_once),
        };
        let count = u64::try_from(place - last).unwrap_or(0);
        if count > 0 {
            self.counted = Some(now);
        }
        count
    }

    /// The number of whole intervals from the start. Before that, which is where a reset leaves what was counted, they are negative.
    fn place_of(&self, time: Duration) -> Option<i128> {
        let nanos = |duration: Duration| duration.as_nanos() as i128;
        (nanos(time) - nanos(self.start)).checked_div(nanos(self.interval))
    }
}
