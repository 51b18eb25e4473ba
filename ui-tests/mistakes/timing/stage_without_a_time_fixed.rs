//! `stage_without_a_time`, mended: the clock comes first.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (resolver, page) = Deferred::<u32, (Cancelled,)>::pending();
    let page = chain! {
        page;
        timeout(&clock, Duration::from_secs(5)),
        catch |_: TimedOut| 0,
        catch |_: Cancelled| 0,
    };
    resolver.succeed(1);
    page.detach();
}
