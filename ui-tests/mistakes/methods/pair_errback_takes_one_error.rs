// Code: E-handler-takes-another-error
//! `then_else` as a method, with an errback that takes one error.
//!
//! In Twisted the errback of `addCallbacks` is given a Failure, and has to ask it for what is in it.
//!
//! Here too it is given the failure, whatever is in it.
//!
//! The fix: take the failure. Where only one error can be in it, `only` gives that.

use deferred::{Deferred, succeed};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let text = fetch("/index").then_else(|page| succeed(page.len()), |_: Timeout| succeed(0));
    text.detach();
}
