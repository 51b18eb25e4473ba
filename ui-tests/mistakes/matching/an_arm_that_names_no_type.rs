// Code: E-match-arm
//! A `match_error!` with an arm that takes whatever is left, as that of a `match` may.
//!
//! In Twisted that is the errback without a `trap`, which also takes what nobody thought of.
//!
//! Here an arm says which errors it is for, so that one which joins the set later is not treated as
//! something that it is not.
//!
//! The fix: the types of the errors, with `|` between them.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match_error! { error;
        Missing => "no such file".into(),
        other => format!("cannot be read: {other:?}"),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(Unreadable(1))));
    println!("{}", describe(OneOf::new(NotText)));
}
