//! A single error, written without the tuple.
//!
//! `Deferred<String, Timeout>` looks like `Result<String, Timeout>`, but the second parameter is
//! the *set* of what may be in flight. A set is a tuple of types, and the tuple of one type has a
//! comma.
//!
//! In Twisted no such thing is written anywhere.
//!
//! The fix: `Deferred<String, (Timeout,)>`.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, Timeout> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    drop(fetch("/index"));
}
