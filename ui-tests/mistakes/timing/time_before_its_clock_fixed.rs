//! `time_before_its_clock`, mended: the clock stands first.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, testing::failure_result_of};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (_resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let page: Deferred<String, (Cancelled, TimedOut)> = page.timeout(&clock, Duration::from_secs(5));
    clock.advance(Duration::from_secs(5));
    assert!(failure_result_of(page).is::<TimedOut>());
}
