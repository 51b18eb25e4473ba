// Code: E-handler-gives-another-type
//! A handler that logs the error and gives nothing back.
//!
//! The guide: "If an errback doesn't return anything, then it effectively returns None, meaning
//! that callbacks will continue to be executed after this errback. This may not be what you expect
//! to happen, so be careful." The next callback dies of "'NoneType' object has no attribute
//! 'upper'".
//!
//! Here the chain carries a `String`, and a handler has to give one, since the chain goes on with
//! what it gives. A block that ends with a semicolon gives `()`.
//!
//! The fix: end the handler with a value to go on with, or with `Err(error)` to let the error pass.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |error: Timeout| {
            eprintln!("{error:?}");
        },
        then |page| page.len(),
    };
    page.detach();
}
