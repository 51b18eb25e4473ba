// Code: E-then-takes-another-type
//! A stage that asks for another type than the stage before it gives.
//!
//! In Twisted this is a TypeError inside the callback, at run time, and so a failure like any
//! other: the next errback takes it for a network error and returns the cached page.
//!
//! Here each stage moves the type of the chain. What comes to this `then` is a `String`, its
//! callback asks for a `usize`, and the error stands at the two of them.
//!
//! The fix: put the stage in between that makes the one of the other.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let doubled = chain! {
        fetch("/index");
        then |count: usize| count * 2,
        catch |_: Timeout| 0,
    };
    doubled.detach();
}
