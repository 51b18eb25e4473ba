// Code: E-no-arrow
//! A handler of several errors, without the arrow.
//!
//! The errors stand before `=>`, and the handler behind it, as in a `match`. Without the arrow the
//! bars of the errors and those of the closure run into one another.
//!
//! The fix: the arrow.

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
        catch Timeout | NotFound |_| String::new(),
    };
    page.detach();
}
