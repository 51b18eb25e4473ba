//! `timeout_handler_of_one`, mended: it takes both.

use deferred::{Cancelled, Deferred, Outcome, TestClock, TimedOut};
use std::time::Duration;

fn so_far(outcome: Outcome<u32, (Cancelled,)>, _: TimedOut) -> u32 {
    outcome.unwrap_or(0)
}

fn main() {
    let (resolver, lines) = Deferred::<u32, (Cancelled,)>::pending();
    let clock = TestClock::new();
    let lines: Deferred<u32, (Cancelled,)> = lines.timeout_with(&clock, Duration::from_secs(5), so_far);
    resolver.succeed(1);
    lines.catch(|_: Cancelled| 0).detach();
}
