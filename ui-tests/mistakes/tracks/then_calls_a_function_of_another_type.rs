// Code: E-then-takes-another-type
//! A function, named as a callback, that takes another type than the chain carries.
//!
//! In Twisted every function fits every chain: `d.addCallback(double)` is found out when the page
//! arrives, and a page times two is no error at all in Python, only a wrong result.
//!
//! Here the function's signature is checked against what the chain carries at that place.
//!
//! The fix: a stage before it that gives what it takes.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn double(count: usize) -> usize {
    count * 2
}

fn main() {
    let doubled = chain! {
        fetch("/index");
        then double,
        catch |_: Timeout| 0,
    };
    doubled.detach();
}
