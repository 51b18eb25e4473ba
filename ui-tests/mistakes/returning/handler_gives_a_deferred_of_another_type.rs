// Code: E-handler-gives-another-type
//! A handler that answers with a Deferred of another type than the chain carries.
//!
//! A Twisted errback may return a Deferred; the chain waits for it, and goes on with whatever comes
//! out.
//!
//! Here the chain waits as well, and knows what will come out: a `usize`, where a `String` is
//! carried.
//!
//! The fix: a Deferred of a `String`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn count() -> Deferred<usize> {
    Deferred::succeed(0)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| count(),
    };
    page.detach();
}
