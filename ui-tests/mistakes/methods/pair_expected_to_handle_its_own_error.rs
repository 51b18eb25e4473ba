// Code: E-errors-left
//! `then_else` as a method, whose errback is expected to handle what the callback beside it fails with.
//!
//! The guide, of two pairs of `addCallbacks`: "If an error occurs in callback1, then [..] for Case 2, errback2 will be called."
//! The errback beside it does not see the error, and with one pair alone nobody does.
//!
//! Here the callback's error is in the set after the pair.
//!
//! The fix: a `catch` behind the pair.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotText;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> Deferred<usize, (NotText,)> {
    Deferred::succeed(page.len())
}

fn main() {
    let length = fetch("/index").then_else(count, |_| Deferred::succeed(0));
    length.detach();
}
