// Code: E-too-many-parameters
//! A `finally` that wants the value and the failure in two parameters.
//!
//! In Twisted the callback of `addBoth` has one argument, which is the one or the other.
//!
//! Here it has at most one: the outcome, if there is one. That is `Option<&Outcome>`.
//!
//! The fix: one parameter, or none.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::from("too late"),
        finally |value, failure| println!("closed"),
    };
    page.detach();
}
