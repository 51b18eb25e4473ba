// Code: E-timeout-of-what-cannot-be-cancelled
//! A `timeout` in a chain whose source no cancel can end.
//!
//! In Twisted `addTimeout` can stand anywhere in a chain, and where nothing can be cancelled the work behind it goes on
//! unseen.
//!
//! Here the stage asks for `Cancelled` among the errors in flight where it stands, as the method does.
//!
//! The fix: give it up before the chain, `give_up_after`; or make the source with `Cancelled` in its set.

use deferred::{Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (save, saved) = Deferred::<u32>::pending();
    let saved = chain! {
        saved;
        timeout(&clock, Duration::from_secs(5)),
        catch |_: TimedOut| 0,
    };
    save.succeed(1);
    saved.detach();
}
