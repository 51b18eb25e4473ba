// Code: E-both-takes-outcome
//! `both` as a method, with a callback that takes the value.
//!
//! Twisted's guide warns of `addBoth`: "the type of the first argument is indeterminate".
//!
//! Here `both` gives its callback the outcome, a value or a failure.
//!
//! The fix: `map` for the value, and a handler for the failure.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").both(|page: String| Deferred::<_>::succeed(page.len()));
    length.detach();
}
