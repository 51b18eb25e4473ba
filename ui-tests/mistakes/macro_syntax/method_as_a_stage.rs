// Code: E-unknown-stage
//! A method of a Deferred in the place of a stage.
//!
//! In Twisted everything is a method: there is no chain to leave.
//!
//! Here a chain has seven stages, and what is rarer is a method of the Deferred that the chain makes.
//!
//! The fix: call it behind the chain, and go on in another.

use deferred::{Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn saved() -> Deferred<u32> {
    Deferred::succeed(7)
}

fn main() {
    let clock = TestClock::new();
    let size = chain! {
        saved();
        then |size| size + 1,
        give_up_after(&clock, Duration::from_secs(5)),
        catch |_: TimedOut| 0,
    };
    size.detach();
}
