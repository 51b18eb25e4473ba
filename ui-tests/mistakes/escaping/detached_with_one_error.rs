// Code: E-errors-left
//! A chain let go of while an error may still be in flight.
//!
//! The guide: "If a Deferred is garbage-collected with an unhandled error, then Twisted will write
//! the error's traceback to the log file." And: if something keeps a reference, "you may never see
//! the error (and your callbacks will mysteriously seem to have never been called)".
//!
//! Here `detach` is how one lets go of a chain, and it asks that nothing is in flight.
//!
//! The fix: catch what is left. Or return the chain, and let the caller decide.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! { fetch("/index"); then |page| page.len() };
    length.detach();
}
