// Code: E-enum-misses-an-error
//! Errors of a set made into an error of another kind, for which one of them has no `From`.
//!
//! In Twisted one checks a failure against each class in turn, and what was forgotten goes on as it is.
//!
//! Here the other error, or an enum of one's own, is made of the whole set, so there is a `From` for each of its errors.
//!
//! The fix: an enum with a variant and a `From` for each, as thiserror's `#[from]` writes them.

use deferred::OneOf;
use std::io;

#[derive(Debug)]
struct Gone;

fn main() {
    let error: OneOf<(io::ErrorKind, Gone)> = OneOf::new(Gone);
    println!("{:?}", error.into_enum::<io::Error>());
}
