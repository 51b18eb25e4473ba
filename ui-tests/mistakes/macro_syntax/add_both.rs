// Code: E-unknown-stage
//! A stage by the name of Twisted's method.
//!
//! `addBoth`, `addCallback`, `addErrback` and `addCallbacks` are understood, and answered with the
//! word that is used here. The argument of `both` is typed, other than Twisted's: it is the
//! outcome.
//!
//! The fix: `both`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        addBoth |outcome| outcome.unwrap_or_default(),
    };
    page.detach();
}
