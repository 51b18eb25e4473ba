//! The times at which a looping call's calls are due.
//!
//! The grid trusts its clock as far as it can: a call that comes a little early stands for its place, so that it
//! does not come twice. Where the clock has gone back, or stands still, the grid begins anew, and the next call
//! comes after one interval.

use core::time::Duration;

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
    pub(super) fn reset(&mut self, now: Duration) {
        self.start = now;
        self.planned = None;
    }

    /// The time to the next place.
    pub(super) fn until_next(&mut self, now: Duration) -> Duration {
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
    pub(super) fn count(&mut self, now: Duration) -> u64 {
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
