// Code: E-set-is-not-known
//! A function for whatever can be in flight, which handles a `Timeout`.
//!
//! In Twisted any errback may `trap(Timeout)`, whatever the Deferred can fail with.
//!
//! Here `R` may be any set, also one without a `Timeout`, and then the handler could never run. What
//! is left behind the handler depends on it too.
//!
//! The fix: say of `R` that it has the error. `P` is its place, which is always inferred.

use deferred::{Deferred, ErrorSet, chain};

#[derive(Debug)]
struct Timeout;

fn or_nothing<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<String> {
    chain! { page; catch |_: Timeout| String::new() }
}

fn main() {
    or_nothing(Deferred::<String, (Timeout,)>::fail(Timeout)).detach();
}
