// Code: E-timeout-handler-takes-another-type
//! A handler of `timeout_with` that takes only the outcome.
//!
//! In Twisted `onTimeoutCancel` is called with the result and the time.
//!
//! Here it is called with the outcome and the `TimedOut`, which knows the time.
//!
//! The fix: take both.

use deferred::{Cancelled, Deferred, Outcome, TestClock};
use std::time::Duration;

fn so_far(outcome: Outcome<u32, (Cancelled,)>) -> u32 {
    outcome.unwrap_or(0)
}

fn main() {
    let (resolver, lines) = Deferred::<u32, (Cancelled,)>::pending();
    let clock = TestClock::new();
    let lines: Deferred<u32, (Cancelled,)> = lines.timeout_with(&clock, Duration::from_secs(5), so_far);
    resolver.succeed(1);
    drop(lines);
}
