// Code: E-fails-with-another-error
//! A Deferred fired with an error that it does not promise.
//!
//! `d.errback(anything)` is always right in Twisted, and the handlers that were written for a
//! Timeout pass it on.
//!
//! Here the errors are part of the pair's type. A resolver for `(Timeout,)` cannot fail with a
//! `NotFound`.
//!
//! The fix: fail with one of the set, or make the set larger, and the compiler shows every chain
//! that has to handle the new one.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn main() {
    let (resolver, page) = Deferred::<&str, (Timeout,)>::pending();
    resolver.fail(NotFound);
    chain! { page; catch |_: Timeout| "too late" }.detach();
}
