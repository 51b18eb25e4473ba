// Code: E-pair-gives-two-types
// Words: rustc's own (E0308)
//! `then_else` as a method, with two sides that give different types.
//!
//! In Twisted `addCallbacks` does not care, and the next callback finds one of two types.
//!
//! Here the chain goes on with what either side gives, so both give one type. The first side says which.
//!
//! The fix: give the same type on both sides.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> Deferred<usize> {
    Deferred::succeed(page.len())
}

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").then_else(|page| count(page), |_| cached("no page"));
    length.detach();
}
