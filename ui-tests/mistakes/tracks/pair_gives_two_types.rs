// Code: E-pair-gives-two-types
//! A pair of callbacks, whose two sides give values of different types.
//!
//! After `d.addCallbacks(len, lambda f: "no page")` the next callback gets a number on good days,
//! and a string on bad ones. The bad days are rarely tested.
//!
//! Here both sides of a pair lead to the same place, so they must give the same type.
//!
//! The fix: say "no page" in the type that the chain goes on with, such as an `Option`, or a 0.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.len() else |_| "no page",
    };
    length.detach();
}
