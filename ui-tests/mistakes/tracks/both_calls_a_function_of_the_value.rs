// Code: E-both-takes-outcome
//! A function of the value, named as the callback of both tracks.
//!
//! `d.addBoth(count)` reads well, and in Twisted it runs `count(failure)` when something has
//! failed. The guide: "keep in mind that the type of the first argument is indeterminate if you use
//! this method".
//!
//! Here a path is checked like a closure: `both` gives the outcome, `count` takes a `String`.
//!
//! The fix: `then count`, with what should happen otherwise in a `catch` of its own.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> usize {
    page.len()
}

fn main() {
    let length = chain! {
        fetch("/index");
        both count,
    };
    length.detach();
}
