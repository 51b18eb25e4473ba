//! `of_what_cannot_be_cancelled`, mended: it is given up, and what is saved goes on being saved.

use deferred::{Deferred, TestClock, TimedOut};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (save, saved) = Deferred::<u32>::pending();
    let saved: Deferred<u32, (TimedOut,)> = saved.give_up_after(&clock, Duration::from_secs(5));
    clock.advance(Duration::from_secs(5));
    save.succeed(1);
    assert_eq!(deferred::testing::success_result_of(saved.catch(|_: TimedOut| 0)), 0);
}
