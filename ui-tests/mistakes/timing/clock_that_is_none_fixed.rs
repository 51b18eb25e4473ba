//! `clock_that_is_none`, mended: a test has a clock of its own.

use deferred::{TestClock, later};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let soon = later(&clock, Duration::from_secs(1));
    clock.advance(Duration::from_secs(1));
    assert!(soon.is_ready());
}
