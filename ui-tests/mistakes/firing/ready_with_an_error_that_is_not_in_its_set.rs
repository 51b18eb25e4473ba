// Code: E-fails-with-another-error
//! A Deferred made as failed already, with an error that the signature does not have.
//!
//! `return defer.fail(NotFound())` can stand in any Twisted function; the docstring said Timeout.
//!
//! Here `Deferred::fail` gives a Deferred of the promised type, so its error must be one of the
//! set.
//!
//! The fix: fail with one that is promised, or promise this one.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(NotFound)
}

fn main() {
    chain! { fetch("/index"); catch |_: Timeout| String::new() }.detach();
}
