// Code: E-then-takes-another-type
//! `then` as a method, with a function that takes something else than what arrives.
//!
//! In Python `d.addCallback(double)` is accepted for any `double`, and its body finds out.
//!
//! Here the Deferred carries a `String`, and `double` takes a `usize`.
//!
//! The fix: a function of what arrives, or a callback before it that makes it so.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn double(count: usize) -> Result<usize, Timeout> {
    Ok(count * 2)
}

fn main() {
    let doubled = fetch("/index").then(double);
    drop(doubled);
}
