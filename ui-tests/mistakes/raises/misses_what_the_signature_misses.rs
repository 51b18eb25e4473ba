// Code: E-raises-too-little
//! The checkpoint at the end of a function forgets an error, and so does the function's signature.
//!
//! Twisted has nothing like it: what comes out of a function is known by reading all of it.
//!
//! Here the signature promises what `raises` says, and the chain does not keep it. That is one mistake, said where
//! the chain says it; the signature is believed.
//!
//! The fix: name it in both, or catch it before.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn page() -> Deferred<usize, (Timeout,)> {
    chain! {
        fetch("/index");
        then |text| text.len(),
        raises Timeout,
    }
}

fn main() {
    page().catch(|_: Timeout| 0).detach();
}
