// Code: E-handler-takes-another-error
//! A handler that is named for one error, with a function that takes another.
//!
//! In Twisted the two are not connected: `failure.trap(Timeout)` in one line, and in the next a
//! call that expects a NotFound, which fails when the timeout comes.
//!
//! Here the error before the arrow is what the function is given, so the two must be the same.
//!
//! The fix: a function for that error.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn apologize(failure: NotFound) -> String {
    format!("{failure:?}")
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout => apologize,
    };
    page.detach();
}
