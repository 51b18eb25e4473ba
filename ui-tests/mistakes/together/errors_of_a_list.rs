// Code: E-catch-of-what-cannot-happen
//! Catching what the members of a list fail with, behind the list. Twisted's case 32.
//!
//! The guide: "A standard DeferredList will never call errback, but failures in Deferreds passed to a
//! DeferredList will still errback unless consumeErrors is passed True." An errback behind it is dead
//! code, and looks like error handling.
//!
//! Here the list's set is empty, so there is nothing to catch.
//!
//! The fix: look at the outcomes, where the failures are.

use deferred::{Deferred, chain, list};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = chain! {
        list([fetch("/first"), fetch("/second")]);
        then |outcomes| outcomes.len(),
        catch |_: Timeout| 0,
    };
    pages.detach();
}
