// Code: E-maybe-in-the-middle
//! `maybe` as a stage.
//!
//! Twisted's `maybeDeferred` is for a function that answers at once or later, before anything is
//! attached. So `maybe` belongs to the source. A callback of `then` may give a value or a Deferred
//! anyway.
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
        maybe |page| page,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
