// Code: E-raises-too-little
//! `raises at most`, with a set that is too small.
//!
//! It is the checkpoint for a set that may be larger than need be, for a signature, say. Smaller
//! than what is in flight it cannot be: an error would get past it.
//!
//! In Twisted that is what happens to each error that the documentation does not mention.
//!
//! The fix: name all that may be in flight.

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
        raises at most Timeout,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
