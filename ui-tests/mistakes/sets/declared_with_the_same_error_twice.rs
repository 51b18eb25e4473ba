// Code: E-named-twice
//! A signature with the same error twice, and a handler of it.
//!
//! In Twisted nothing is declared. A docstring that names an error twice was mostly meant to name two.
//!
//! A handler takes its error out of the set, and here there are two places where it could.
//!
//! The fix: `(Timeout,)`; or name the error that was meant.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout, Timeout)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
