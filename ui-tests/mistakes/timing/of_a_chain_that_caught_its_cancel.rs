// Code: E-timeout-of-what-cannot-be-cancelled
//! A timeout on a chain that has handled its cancel already.
//!
//! In Twisted `addTimeout` cancels; an errback before it that takes every error takes CancelledError too, and the
//! timeout looks like a success.
//!
//! Here the timeout asks for `Cancelled` where it stands, and the handler before it took that away.
//!
//! The fix: the timeout first, then the handlers.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let shown = chain! { page; catch |_: Cancelled| String::from("not wanted") };
    let shown: Deferred<String, (TimedOut,)> = shown.timeout(&clock, Duration::from_secs(5));
    chain! { shown; catch |_: TimedOut| String::from("too late") }.detach();
    resolver.succeed(String::from("page"));
}
