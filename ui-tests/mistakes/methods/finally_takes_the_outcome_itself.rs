// Code: E-finally-takes-a-value
//! `finally_with` as a method, with a callback that takes the outcome itself.
//!
//! In Twisted clean-up is an `addBoth` which must not forget to give back what it was given.
//!
//! Here the callback looks at the outcome, and there is none where the chain was abandoned.
//!
//! The fix: take `Option<&Outcome>`, or let the compiler find out.

use deferred::{Deferred, Outcome};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").finally_with(|outcome: Outcome<String, (Timeout,)>| drop(outcome));
    drop(page);
}
