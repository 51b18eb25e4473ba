// Code: E-returned-where-others-are-promised
// Words: rustc's own (E0308)
//! A function that promises one error, and returns a chain with another.
//!
//! In Twisted the caller traps what the documentation says, `failure.trap(NotFound)`, and the
//! Timeout that comes in its place is raised again, past every handler.
//!
//! Here the two sets are different types: `(NotFound,)` is promised, `(Timeout,)` is what can
//! happen.
//!
//! The fix: promise what can happen, or turn the one into the other with a `catch` that gives
//! `Err(NotFound)`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (NotFound,)> {
    chain! {
        fetch(url);
        then |page| page.len(),
    }
}

fn main() {
    chain! { length("/index"); catch |_: NotFound| 0 }.detach();
}
