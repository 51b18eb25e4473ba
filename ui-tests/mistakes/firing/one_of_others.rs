// Code: E-fails-with-another-error
//! One of several errors made of an error that is none of them.
//!
//! In Twisted a function raises what it likes, and a docstring may say what that is.
//!
//! A `OneOf` says in its type which errors it may be.
//!
//! The fix: make it of one that is named, or name this one too.

use deferred::OneOf;

#[derive(Debug)]
struct Missing;
#[derive(Debug)]
struct Unreadable;
#[derive(Debug)]
struct NotText;

fn no_bytes(found: bool) -> OneOf<(Missing, Unreadable)> {
    if found { OneOf::new(NotText) } else { OneOf::new(Missing) }
}

fn main() {
    println!("{:?} {:?}", no_bytes(true), Unreadable);
}
