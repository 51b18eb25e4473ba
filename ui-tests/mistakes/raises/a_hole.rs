// Code: E-raises-asks
//! `raises ?`: which errors can be in flight at this point?
//!
//! In Twisted one reads all the callbacks before it, and what they call.
//!
//! Here the compiler knows. Its answer is the set, in its order, as a signature has it. No chain with
//! a question in it compiles.
//!
//! The fix: write what it says, with `|` between the errors; or take the question away.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! { fetch("/index"); then parse, raises ?, catch |_| 0 };
    length.detach();
}
