// Code: E-unknown-stage
//! A stage that does not exist, under a name that looks like none that does.
//!
//! In Twisted it is an AttributeError, when the line is run.
//!
//! Here the macro says what there is: `then`, `catch`, `both`, `inspect`, `finally`, `raises`.
//!
//! The fix: one of these.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        frobnicate |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
