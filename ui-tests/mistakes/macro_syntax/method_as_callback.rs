// Code: E-call-without-the-result
//! The call of a method on the result, written without a closure.
//!
//! There is no `page` here: the result has no name before a callback gives it one.
//!
//! In Twisted it would be a NameError, when the line is run.
//!
//! The fix: `|page| page.to_uppercase()`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
