// Code: E-no-set-of-errors
//! An error that cannot be printed.
//!
//! In Twisted everything has a `repr`, and an error that nobody handled is logged with it.
//!
//! Here nothing is lost silently either: a failure that nobody handled is reported, so every error
//! must be able to say what it is. `Debug` and `'static` are all that is asked of it; foreign types
//! will do. The compiler says it wherever the type is written.
//!
//! The fix: `#[derive(Debug)]`.

use deferred::Deferred;

struct Timeout;

struct Cache {
    page: Deferred<String, (Timeout,)>,
}

fn main() {}
