//! An error that cannot be printed.
//!
//! In Twisted everything has a `repr`, and an error that nobody handled is logged with it.
//!
//! Here nothing is lost silently either: a failure that nobody handled is reported, so every error
//! must be able to say what it is. `Debug` and `'static` are all that is asked of it; foreign types
//! will do.
//!
//! The fix: `#[derive(Debug)]`.

use deferred::Deferred;

struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    drop(fetch("/index"));
}
