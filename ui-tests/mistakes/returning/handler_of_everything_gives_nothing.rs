// Code: E-handler-gives-another-type
//! A handler of everything that logs, and gives nothing back.
//!
//! It is the line that the guide recommends, `d.addErrback(log.err)`, at a place where the chain
//! goes on: `log.err` returns None, and None is what the next callback is given.
//!
//! Here the logging handler gives `()`, but the chain carries a `String`.
//!
//! The fix: log, and then give a value to go on with. At the *end* of a chain of `()` the handler
//! may just log.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure| eprintln!("{failure:?}"),
        then |page| page.len(),
    };
    page.detach();
}
