// Code: E-cancel-of-what-cannot-be-cancelled
//! A race of what cannot be cancelled.
//!
//! In Twisted `race` cancels the losers, whatever they are: one that does not support it comes to
//! CancelledError all the same, its work goes on, and its result is swallowed when it comes.
//!
//! Here a loser must be able to end: `Cancelled` is in the set of what can be cancelled.
//!
//! The fix: race what can be cancelled; or `first_success`, which lets the others go on.

use deferred::{Deferred, race};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = race([fetch("/first"), fetch("/second")]);
    drop(page);
}
