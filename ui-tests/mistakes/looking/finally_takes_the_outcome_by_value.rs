// Code: E-finally-takes-a-value
//! A `finally` that asks for the outcome itself.
//!
//! In Twisted the callback would have it, and would have to return it, or it is lost.
//!
//! Here the outcome goes on by itself, and the callback is lent it: `Option<&Outcome<T, R>>`, which
//! is `None` where the chain was abandoned or another stage panicked.
//!
//! The fix: take it as it is given. Without an annotation the type is inferred.

use deferred::{Deferred, Outcome, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |outcome: Outcome<String>| println!("{}", outcome.is_ok()),
    };
    page.detach();
}
