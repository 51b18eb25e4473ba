// Code: E-then-takes-another-type
//! A `then` behind a callback that never gives a value.
//!
//! In Twisted a callback that always raises makes all callbacks behind it dead code, and nobody notices.
//!
//! Here such a callback gives `Never`, a type without values, so a callback that takes a `String` can never be called.
//!
//! The fix: let the first one give a value, or take the second away.

use deferred::{Deferred, Never, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Closed;

fn closed(_: String) -> Result<Never, Closed> {
    Err(Closed)
}

fn main() {
    let page = chain! {
        fetch("/index");
        then closed,
        then |page: String| page.to_uppercase(),
    };
    drop(page);
}
