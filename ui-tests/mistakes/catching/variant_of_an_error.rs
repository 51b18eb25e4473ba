// Code: E-catch-of-a-variant
// Words: rustc's own (E0573)
//! A handler for one variant of an error.
//!
//! In Python each kind of error is a class, and `except` may name any.
//!
//! A chain keeps account of types, and a variant is none: the whole `enum` is in flight, or not.
//!
//! The fix: handle the `enum`, and pass on with `Err` what is not meant; or make a type of each kind that is handled by itself.

use deferred::{Deferred, chain};
use std::io::ErrorKind;

fn read() -> Deferred<String, (ErrorKind,)> {
    Deferred::succeed("text".to_owned())
}

fn main() {
    let text = chain! {
        read();
        catch |_: ErrorKind::NotFound| String::new(),
    };
    text.catch_all(|_| String::new()).detach();
}
