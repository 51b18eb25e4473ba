// Code: E-errors-left
//! `raises nothing`, where nothing has been handled yet.
//!
//! In Twisted all errors look alike, and so do a chain that handles them and one that does not.
//!
//! Here the checkpoint names everything that is still in flight: `Timeout` and `NotFound`.
//!
//! The fix: handle them before it, one by one or all together.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        raises nothing,
    };
    page.detach();
}
