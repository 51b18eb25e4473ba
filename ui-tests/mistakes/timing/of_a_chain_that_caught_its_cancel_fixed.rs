//! `of_a_chain_that_caught_its_cancel`, mended: the timeout comes first.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let page: Deferred<String, (Cancelled, TimedOut)> = page.timeout(&clock, Duration::from_secs(5));
    let shown = chain! { page; catch |_: Cancelled| String::from("not wanted") };
    chain! { shown; catch |_: TimedOut| String::from("too late") }.detach();
    resolver.succeed(String::from("page"));
}
