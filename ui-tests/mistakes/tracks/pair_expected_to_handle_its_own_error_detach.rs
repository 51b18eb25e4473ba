// Code: E-errors-left
//! An errback beside a callback, taken for the end of all errors.
//!
//! The guide's "case 2" once more: the errback of a pair handles what came before the pair, and
//! nothing that its own callback raises. In Twisted that error ends up as "Unhandled error in
//! Deferred" in the log, when the Deferred is garbage-collected, if it is.
//!
//! Here `detach` asks that nothing is in flight, and names what still is: `BadMarkup`.
//!
//! The fix: a `catch` behind the `then`. It sees the errors of both.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(String::new())
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! {
        fetch("/index");
        then parse else |_| 0,
    };
    length.detach();
}
