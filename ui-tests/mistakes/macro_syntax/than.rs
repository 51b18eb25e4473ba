// Code: E-unknown-stage
//! A stage misspelt.
//!
//! In Twisted it is "'Deferred' object has no attribute 'than'", when the line is run.
//!
//! Here the macro knows its words, and what people write in their place. It proposes the nearest
//! one.
//!
//! The fix: `then`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        than |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
