// Code: E-commas-between-errors
//! Errors separated by commas, in a `raises`.
//!
//! In a type the set is a tuple, `(Timeout, NotFound)`, with commas. In a chain commas separate
//! stages, so errors are separated by a bar, as the alternatives of a pattern are.
//!
//! The fix: `raises Timeout | NotFound`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        raises Timeout, NotFound,
        catch |_| String::new(),
    };
    page.detach();
}
