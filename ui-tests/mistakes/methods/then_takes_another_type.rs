// Code: E-then-takes-another-type
//! `map` and `then` as methods, with a callback that takes something else than what arrives.
//!
//! In Python the callback is called with whatever there is, and dies of an AttributeError somewhere in
//! its body.
//!
//! Here the Deferred carries a `String`, and the callback says that it takes a `usize`.
//!
//! The fix: take what arrives.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let doubled = cached("/index").map(|count: usize| count * 2);
    doubled.detach();
}
