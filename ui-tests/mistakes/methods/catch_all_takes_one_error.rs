// Code: E-handler-takes-another-error
//! `catch_all` as a method, with a handler of one error.
//!
//! In Twisted an errback is given a Failure, and has to ask it for what is in it.
//!
//! Here too `catch_all` gives its handler the failure, whatever is in it.
//!
//! The fix: `catch`, which gives one type of error.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch_all(|_: Timeout| String::from("too late"));
    page.detach();
}
