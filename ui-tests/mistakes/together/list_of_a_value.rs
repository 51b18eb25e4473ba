// Code: E-join-of-no-deferred
//! A plain value among Deferreds whose outcomes are waited for.
//!
//! In Twisted a DeferredList of something that is no Deferred is an AttributeError when the list is
//! made. Often it is a function that gives a Deferred only sometimes.
//!
//! Here each argument says for itself that it is none; a `Result` is none either.
//!
//! The fix: `chain! { result; }` makes a Deferred of a `Result`.

use deferred::{Deferred, list};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let both = list!("7".parse::<u8>(), fetch("/index"));
    drop(both);
}
