// Code: E-match-of-what-cannot-happen
//! A `match_error!` with an arm for an error that cannot be there.
//!
//! In Twisted `failure.trap(NotText)` compiles and runs, and never finds one.
//!
//! Here the set says which errors there can be, and an arm for another is one that never runs.
//!
//! The fix: the arm goes, or the error was meant to be in the set.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable)>) -> String {
    match_error! { error;
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
        NotText => "not UTF-8".into(),
    }
}

fn main() {
    println!("{}, {:?}", describe(OneOf::new(Missing)), NotText);
}
