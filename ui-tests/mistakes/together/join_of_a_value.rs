// Code: E-join-of-no-deferred
//! A plain value among Deferreds that are waited for together.
//!
//! In Twisted a DeferredList of something that is no Deferred is an AttributeError when the list is
//! made: 'str' object has no attribute 'addCallbacks'.
//!
//! Here each argument says for itself that it is none.
//!
//! The fix: `succeed` makes a Deferred of a value.

use deferred::{Deferred, join};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let both = join!(fetch("/index"), "theme");
    drop(both);
}
