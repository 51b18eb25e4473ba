// Code: E-two-lists-of-errors-in-one-list
// Words: rustc's own (E0308)
//! Two Deferreds with different errors, put into one list.
//!
//! A DeferredList in Twisted takes all of them, and each result is of a type that only its index
//! tells.
//!
//! Here the members of a list are of one type, errors included, as the elements of any Rust list
//! are.
//!
//! The fix: bring both to the same set, with `raises at most`.

use deferred::{Deferred, list};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn find(name: &str) -> Deferred<String, (NotFound,)> {
    Deferred::succeed(name.to_owned())
}

fn main() {
    let both = list([fetch("/index"), find("index")]);
    both.detach();
}
