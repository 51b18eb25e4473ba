// Code: E-set-is-not-known
//! A function for whatever can be in flight, which handles all of it.
//!
//! In Twisted an errback may be added where nothing can fail; it never runs.
//!
//! Here a handler that could never run is a mistake, and `R` may be the empty set.
//!
//! The fix: say of `R` that it is not empty, in the words of the message.

use deferred::{Deferred, ErrorSet, chain};

fn or_nothing<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<String> {
    chain! { page; catch |_| String::new() }
}

fn main() {
    or_nothing(deferred::fail("bang!")).detach();
}
