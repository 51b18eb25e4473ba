// Code: E-finally-gives-a-value
//! A `finally` that wants to go on with something else.
//!
//! In Twisted that is what `addBoth` does, wanted or not; and if the callback forgets to return
//! what it was given, the result is None, and a failure is gone without a trace.
//!
//! Here there is a stage for each of the two: `finally` only looks on, and `both` changes the
//! result.
//!
//! The fix: `both`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |outcome| outcome.unwrap().is_ok(),
    };
    page.detach();
}
