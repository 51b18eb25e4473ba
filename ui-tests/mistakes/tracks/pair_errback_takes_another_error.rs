// Code: E-handler-takes-another-error
//! The errback of a pair, written for an error that is not the one in flight.
//!
//! In Twisted every errback is given every failure, and this one would tell the user "not found"
//! after a timeout.
//!
//! Here the errback of a pair is given a `Failure` of exactly the errors before the pair: of
//! `(Timeout,)`. One that asks for a failure of `(NotFound,)` does not fit.
//!
//! The fix: take what is in flight. Without an annotation the type is inferred.

use deferred::{Deferred, Failure, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.len() else |_: Failure<(NotFound,)>| 0,
    };
    length.detach();
}
