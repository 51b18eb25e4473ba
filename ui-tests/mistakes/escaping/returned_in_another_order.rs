// Code: E-returned-in-another-order
// Words: rustc's own (E0308)
//! A function that promises the right errors, in another order than the chain has them.
//!
//! Twisted has no such mistake, since it has no such promise.
//!
//! Here a set is a tuple of types, and tuples have an order. The chain's order is that in which
//! errors came up; a signature has the order that its author likes.
//!
//! The fix: a last stage `raises NotFound | Timeout`, which checks the set and puts it into that
//! order.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (NotFound, Timeout)> {
    chain! {
        fetch(url);
        then |page| page.len(),
    }
}

fn main() {
    chain! { length("/index"); catch |_| 0 }.detach();
}
