// Code: E-body-missing
//! A closure without a body.
//!
//! `then |page|,` is what a chain looks like while it is being written, so an editor sees it often.
//!
//! Here the error stands where the body is missing, and the other stages keep their types.
//!
//! The fix: the body.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page|,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
