// Code: E-catch-without-a-type
// Words: rustc's own (E0283)
//! `catch` as a method, with a handler that does not say which error it takes.
//!
//! In Twisted every errback is given a Failure, and finds out.
//!
//! Here the type of the parameter says which error is caught, so it has to be there. In `chain!` a `catch` that names none takes all.
//!
//! The fix: name the error, or use `catch_all`.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|_| String::from("too late"));
    page.detach();
}
