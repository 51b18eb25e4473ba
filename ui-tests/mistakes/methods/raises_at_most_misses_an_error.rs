// Code: E-raises-too-little
//! `raises_at_most` where the signature promises less than can happen.
//!
//! In Twisted there is no signature to hold it to.
//!
//! Here the function promises that only `NotFound` can come of it, and a `Timeout` can.
//!
//! The fix: promise it, or catch it before.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct NotFound;

fn shown(url: &str) -> Deferred<String, (NotFound,)> {
    fetch(url).raises_at_most()
}

fn main() {
    drop(shown("/index"));
}
