// Code: E-then-takes-another-type
//! A closure in a block, which takes something else than what arrives.
//!
//! In Python the callback is called with whatever there is, and dies of an AttributeError somewhere in
//! its body.
//!
//! Here the block gives the callback, and the chain carries a `String`.
//!
//! The fix: take what arrives.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let most = 80;
    let length = chain! {
        fetch("/index");
        then { move |length: usize| length.min(most) },
        catch |_: Timeout| 0,
    };
    length.detach();
}
