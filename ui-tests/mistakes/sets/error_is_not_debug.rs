// Code: E-error-is-not-debug
// Words: rustc's own (E0277)
//! A Deferred that fails with an error that cannot be printed.
//!
//! In Twisted everything has a `repr`, and an error that nobody handled is logged with it.
//!
//! Here nothing is lost silently either: a failure that nobody handled is reported. So whoever raises an error has to know how it
//! is printed. Its type may be written anywhere, and whoever only passes it on or handles it need not know more than the
//! type; foreign types will do.
//!
//! The fix: `#[derive(Debug)]`.

use deferred::Deferred;

struct Timeout;

struct Cache {
    page: Deferred<String, (Timeout,)>,
}

fn main() {
    let cache = Cache { page: Deferred::fail(Timeout) };
    drop(cache.page);
}
