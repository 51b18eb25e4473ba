// Code: E-match-misses-an-error
//! A `match_error!` that has forgotten one of the errors.
//!
//! In Twisted a handler that traps two of three errors lets the third pass on, to whoever comes next, or to
//! the log.
//!
//! Here a match has an arm for each error that there can be, as one of an enum has.
//!
//! The fix: an arm for it.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match_error! { error;
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(NotText)));
}
