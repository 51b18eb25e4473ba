// Code: E-unknown-stage
//! A handler by the name that it has in Ruby, Scala and others.
//!
//! Everybody comes from somewhere: `rescue`, `recover`, `trap`, `errback` and `orElse` are
//! understood, and answered with the word that is used here.
//!
//! The fix: `catch`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        rescue |_: Timeout| String::from("too late"),
    };
    page.detach();
}
