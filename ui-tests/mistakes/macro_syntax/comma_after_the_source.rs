// Code: E-no-semicolon
//! A comma after the source, as between stages.
//!
//! The source is not a stage: it is what the stages are attached to, and a semicolon sets it off.
//! So a chain without a source can be told from one whose first stage is misspelt.
//!
//! The fix: a semicolon.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index"),
        then |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
