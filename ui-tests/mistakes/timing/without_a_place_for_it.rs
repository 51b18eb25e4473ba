// Code: E-fails-with-another-error
// Words: rustc's own (E0308)
//! A timeout whose error has no place in the set that is promised.
//!
//! In Twisted a Deferred that got a timeout looks like one that has none, and whoever takes it learns of
//! `TimeoutError` when it happens.
//!
//! Here the error is in the type from the timeout on, as any other.
//!
//! The fix: promise `TimedOut`, too, or catch it before.

use deferred::{Cancelled, Deferred, TestClock};
use std::time::Duration;

fn page(clock: &TestClock, page: Deferred<u32, (Cancelled,)>) -> Deferred<u32, (Cancelled,)> {
    page.timeout(clock, Duration::from_secs(5))
}

fn main() {
    page(&TestClock::new(), Deferred::succeed(1)).catch(|_: Cancelled| 0).detach();
}
