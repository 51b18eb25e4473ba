// Code: E-join-of-nothing
//! Waiting for nothing at all. Twisted's case 30.
//!
//! In Twisted `DeferredList([], fireOnOneCallback=True)` and `race([])` never fire, silently.
//!
//! Here `race` of nothing has a result; and a tuple of nothing, which has its length in the program, is
//! refused.
//!
//! The fix: name what is waited for.

use deferred::{Deferred, join};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let nothing = join!();
    drop(nothing);
    drop(fetch("/index"));
}
