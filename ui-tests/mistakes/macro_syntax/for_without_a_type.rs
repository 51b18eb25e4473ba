// Code: E-pipeline-of-no-type
//! A pipeline that says `for`, but not of what.
//!
//! It is a function of a Deferred, and `for` begins the type of its parameter.
//!
//! In Twisted a function that adds callbacks to a Deferred takes any, and finds out.
//!
//! The fix: the type; or no `for`, where the pipeline goes to something that knows the type.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        for;
        then |page| page.len(),
    };
    page(fetch("/index")).detach();
}
