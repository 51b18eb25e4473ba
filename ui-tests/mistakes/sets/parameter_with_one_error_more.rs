// Code: E-too-many-errors
//! A function for whatever can be in flight, whose callback can fail with one error more.
//!
//! In Twisted a callback raises what it likes.
//!
//! Here the error would join the set, and there is no way to write "`R` and one more" where `R` is a
//! type parameter: it could have 16 already, or this one.
//!
//! The fix: say of `R` that it has the error; who calls the function puts it there.

use deferred::{Deferred, ErrorSet, chain};

#[derive(Debug)]
struct BadMarkup;

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn length<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<usize, R> {
    chain! { page; then parse }
}

fn main() {
    length(Deferred::<String>::succeed("page".into())).detach();
}
