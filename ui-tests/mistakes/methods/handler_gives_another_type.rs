// Code: E-callback-gives-another-type
//! A handler as a method, which gives a number where the chain carries a page.
//!
//! In Twisted the callbacks after it find a number one day, when the page was late.
//!
//! Here what a handler gives stands for the value that the chain would have had.
//!
//! The fix: give the same type of value.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|_: Timeout| 0);
    page.detach();
}
