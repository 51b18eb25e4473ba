// Code: E-handler-gives-another-type
//! A handler that gives a value of another type than the chain carries.
//!
//! In Twisted the callbacks after it are given a page on good days and a 0 on bad ones; they find
//! out at run time, if they look at all.
//!
//! Here a handler takes the place of the value that did not come, so it gives the same type.
//!
//! The fix: a value of that type.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| 0,
    };
    page.detach();
}
