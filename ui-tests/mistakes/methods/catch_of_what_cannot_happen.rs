// Code: E-catch-of-what-cannot-happen
//! `catch` as a method, for an error that cannot be in flight.
//!
//! In Twisted a `trap` of an error that never comes is dead code, which nobody notices.
//!
//! Here the set says which errors can come, and `NotFound` is not one of them.
//!
//! The fix: name the one that can, or take the handler away.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct NotFound;

fn main() {
    let page = fetch("/index").catch(|_: NotFound| String::from("not here"));
    drop(page);
}
