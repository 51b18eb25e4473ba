// Code: E-catch-of-what-cannot-happen
//! Catching a member's error, where the result says which member failed. Twisted's case 33.
//!
//! With fireOnOneErrback the errback of a DeferredList gets a FirstError, which is easily forgotten:
//! `failure.trap(Timeout)` there re-raises, every time.
//!
//! Here the set is `(FirstError<(Timeout,)>,)`, and `Timeout` is not in it.
//!
//! The fix: catch the `FirstError`, which has the index and the member's failure; or `gather`, whose
//! failure is the member's own.

use deferred::{Deferred, chain, first_failure};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = chain! {
        first_failure([fetch("/first"), fetch("/second")]);
        then |pages| pages.len(),
        catch |_: Timeout| 0,
    };
    pages.detach();
}
