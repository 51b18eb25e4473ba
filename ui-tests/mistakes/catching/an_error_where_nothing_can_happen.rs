// Code: E-catch-of-what-cannot-happen
//! A handler for an error, where nothing can be in flight at all.
//!
//! In Twisted nobody knows whether a function can still fail, so people add errbacks to be safe,
//! and every reader after them believes that the errback is needed.
//!
//! Here `Deferred<String>` says that nothing can go wrong any more, and the handler has nothing to
//! do.
//!
//! The fix: take it away.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
