// Code: E-method-adds-an-error
//! `then` as a method, with a callback that fails with an error which was not in flight.
//!
//! In Twisted any callback may raise anything.
//!
//! Here a method goes on with the set that it found; only `chain!` adds to it by itself.
//!
//! The fix: say before that it can happen, with `raises_at_most`, or write a `chain!`.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct BadMarkup;

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = fetch("/index").then(parse);
    drop(length);
}
