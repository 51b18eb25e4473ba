// Code: E-no-set-of-errors
//! A single error, written without the tuple.
//!
//! `Deferred<String, io::Error>` looks like `Result<String, io::Error>`, but the second parameter
//! is the *set* of what may be in flight. A set is a tuple of types, and the tuple of one type has a
//! comma.
//!
//! In Twisted no such thing is written anywhere. The compiler says it wherever the type is written.
//!
//! The fix: `Deferred<String, (io::Error,)>`.

use deferred::Deferred;
use std::io;

struct Cache {
    page: Deferred<String, io::Error>,
}

fn main() {}
