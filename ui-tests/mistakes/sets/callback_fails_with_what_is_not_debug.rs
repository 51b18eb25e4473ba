// Code: E-error-is-not-debug
//! A callback that fails with an error that cannot be printed.
//!
//! The error joins the set of the chain by being raised, nobody has to list it anywhere. What is
//! raised must be `Debug`, since it may be reported one day, when nobody has handled it.
//!
//! Twisted logs an error by its `repr`, which every object in Python has.
//!
//! The fix: `#[derive(Debug)]`.

use deferred::{Deferred, chain};

struct BadMarkup;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! {
        cached("/index");
        then parse,
        catch |_: BadMarkup| 0,
    };
    length.detach();
}
