// Code: E-raises-too-little
//! `raises` as a method, which does not name all that can be in flight.
//!
//! In Twisted a docstring says what may come, and is out of date.
//!
//! Here `NotFound` can be in flight too.
//!
//! The fix: name it, or catch it before.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").raises::<(Timeout,), _>();
    drop(page);
}
