// Code: E-finally-takes-a-value
//! A `finally` with a function that takes the value.
//!
//! `d.addBoth(close)` calls `close(page)`, and `close(failure)` after an error.
//!
//! Here the path of a function after `finally` is called with nothing, since clean-up that depends
//! on the result is rare. A closure may look at the outcome.
//!
//! The fix: a function without parameters, or a closure.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn close(page: String) {
    println!("{page}");
}

fn main() {
    let page = chain! {
        cached("/index");
        finally close,
    };
    page.detach();
}
