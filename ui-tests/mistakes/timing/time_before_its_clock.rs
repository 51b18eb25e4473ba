// Code: E-no-clock
//! A time that stands before its clock.
//!
//! In Twisted `addTimeout` takes the time first, and then the clock.
//!
//! Here the clock stands first, wherever there are both: in `timeout`, in `later`, in a `LoopingCall`. The two are asked for at once, so
//! that what is swapped is one mistake.
//!
//! The fix: the clock, then the time.

use deferred::{Cancelled, Deferred, TestClock, TimedOut};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (_resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let page: Deferred<String, (Cancelled, TimedOut)> = page.timeout(Duration::from_secs(5), &clock);
    drop(page);
}
