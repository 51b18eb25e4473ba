// Code: E-timeout-of-what-cannot-be-cancelled
//! A timeout on something that no cancel can end.
//!
//! In Twisted `addTimeout` cancels the Deferred, and what has no canceller is just not waited for any more: the
//! operation behind it goes on, and nobody who reads `addTimeout` can see that.
//!
//! Here a timeout ends what it times, so `Cancelled` must be among the errors in flight.
//!
//! The fix: say that it is given up and not ended, `give_up_after`; or make it with `Cancelled` in its set.

use deferred::{Deferred, TestClock, TimedOut};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (save, saved) = Deferred::<u32>::pending();
    let saved: Deferred<u32, (TimedOut,)> = saved.timeout(&clock, Duration::from_secs(5));
    save.succeed(1);
    saved.catch(|_: TimedOut| 0).detach();
}
