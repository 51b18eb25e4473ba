// Code: E-callback-missing
//! A stage without a callback.
//!
//! In Twisted `d.addCallback()` is a TypeError, when the line is run.
//!
//! Here the macro misses it at the word.
//!
//! The fix: a closure, the path of a function, or a call with `_` where the result goes.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
