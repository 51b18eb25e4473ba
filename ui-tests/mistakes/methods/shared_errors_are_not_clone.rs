// Code: E-share-of-what-is-not-clone
//! A Deferred is shared whose error cannot be cloned.
//!
//! In Twisted a callback that returns what it was given hands the same Failure object to everybody.
//!
//! Here each taker is given an outcome of its own, so a clone of the error.
//!
//! The fix: derive `Clone`, or catch the error before.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let shared = fetch("/index").share();
    drop(shared.get());
}
