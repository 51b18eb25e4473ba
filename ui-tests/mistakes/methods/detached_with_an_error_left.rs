// Code: E-errors-left
//! A chain of methods, let go of while an error may still be in flight.
//!
//! The guide: "If a Deferred is garbage-collected with an unhandled error, then Twisted will write
//! the error's traceback to the log file." `map` handles nothing, and whoever wrote it has gone on.
//!
//! Here `detach` asks that nothing is in flight, however the chain was made.
//!
//! The fix: handle what is left, and then let go.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").map(|page| page.len());
    length.detach();
}
