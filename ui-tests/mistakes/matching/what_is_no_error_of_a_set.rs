// Code: E-match-of-no-error
//! `match_error!` of a single error, or of an outcome without an arm for its value.
//!
//! In Twisted a result and a failure are told apart by whether the callback or the errback is called.
//!
//! Here what is matched is one of several errors: a `OneOf` or a `Failure`; an outcome has a value, too,
//! and so an arm `Ok(..)`.
//!
//! The fix: that arm.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(outcome: Result<u8, OneOf<(Missing, Unreadable)>>) -> String {
    match_error! { outcome;
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}, {:?}", describe(Err(OneOf::new(Missing))), NotText);
}
