// Code: E-both-takes-outcome
//! `both` as a method, with a function that takes the value.
//!
//! In Twisted `addBoth(count)` calls `count` with the page on good days, and with a Failure on others.
//!
//! Here `both` gives its callback the outcome, and `count` takes a `String`.
//!
//! The fix: `then` for the value. What is to run either way takes the outcome.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> Deferred<usize, (Timeout,)> {
    Deferred::succeed(page.len())
}

fn main() {
    let length = fetch("/index").both(count);
    drop(length);
}
