// Code: E-raises-too-little
//! A checkpoint that forgets one of the errors in flight.
//!
//! Twisted has nothing like it: what a chain can raise at some place is known by reading all of it.
//!
//! Here `raises Timeout` states what may be in flight at this place, and the compiler holds it
//! against what is: `NotFound` may be in flight as well.
//!
//! The fix: name it, or catch it before.

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
        raises Timeout,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
