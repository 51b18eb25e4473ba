// Code: E-comma-too-many, E-unknown-stage, E-no-callback, E-too-many-parameters
// Mistakes: 5
//! Several independent mistakes in one chain.
//!
//! In Twisted they come one a run.
//!
//! Here the macro goes on after each of them, and reports them all, each at its place.
//!
//! The fix: one after the other.

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
        then 7,,
        then |page, theme| format!("{page}{theme}"),
        rescue |_: Timeout| String::from("too late"),
    };
    page.detach();
}
