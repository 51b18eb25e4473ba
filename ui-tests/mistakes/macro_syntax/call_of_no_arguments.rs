// Code: E-call-without-the-result
//! A function called, where it should be named.
//!
//! `d.addCallback(shout())` calls it too early, without the page.
//!
//! Here a call in a chain has an `_` where the result goes, and a function that takes nothing but
//! the result is named without any parentheses.
//!
//! The fix: `then shout`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn shout(page: String) -> String {
    page.to_uppercase()
}

fn main() {
    let page = chain! {
        fetch("/index");
        then shout(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
