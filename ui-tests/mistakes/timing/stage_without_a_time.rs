// Code: E-timeout-arguments
//! A `timeout` in a chain that has no clock.
//!
//! In Twisted `addTimeout(5, reactor)` with the reactor forgotten is a TypeError when the chain is made.
//!
//! Here it does not compile, and the message shows what is expected.
//!
//! The fix: the clock, and the time.

use deferred::{Cancelled, Deferred, TimedOut, chain};

fn main() {
    let (resolver, page) = Deferred::<u32, (Cancelled,)>::pending();
    let page = chain! {
        page;
        timeout(std::time::Duration::from_secs(5)),
        catch |_: TimedOut| 0,
        catch |_: Cancelled| 0,
    };
    resolver.succeed(1);
    page.detach();
}
