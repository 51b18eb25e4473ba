// Code: E-finally-takes-a-value
//! A `finally` that asks for the value.
//!
//! A `finally` runs on every way out: after a value, after a failure, and when the chain is
//! abandoned or another stage panicked. In Twisted the callback of such an `addBoth` is given a
//! Failure one day, and dies of an AttributeError before it has cleaned up.
//!
//! Here it is given `Option<&Outcome>`, or nothing at all if it takes no parameter.
//!
//! The fix: take nothing; or match on what there is.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |page: String| println!("{page}"),
    };
    page.detach();
}
