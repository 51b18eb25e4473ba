// Code: E-named-twice
//! A `match_error!` with two arms for one error.
//!
//! In Twisted the second of two handlers that trap the same is never called.
//!
//! Here each error has one arm.
//!
//! The fix: one of the two goes; what one error has inside is told apart within its arm.

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
        Missing | NotText => "no such text".into(),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(NotText)));
}
