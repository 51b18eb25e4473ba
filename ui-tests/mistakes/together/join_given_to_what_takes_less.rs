// Code: E-join-given-to-what-takes-less
// Words: rustc's own (E0308)
//! A promise of fewer errors than the members have together.
//!
//! In Twisted gatherResults fails with whatever comes first, and its caller learns of the second kind of
//! error in production.
//!
//! Here the set of a `join!` is the union of its members' sets, so the promise is checked.
//!
//! The fix: promise both, or catch one.

use deferred::{Deferred, join};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Exceeded;

fn quota() -> Deferred<u8, (Exceeded,)> {
    Deferred::succeed(7)
}

fn main() {
    let both: Deferred<(String, u8), (Timeout,)> = join!(fetch("/index"), quota());
    drop(both);
}
