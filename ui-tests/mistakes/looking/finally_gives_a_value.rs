// Code: E-finally-gives-a-value
//! A `finally` that gives a value.
//!
//! The guide advises `addBoth` for "finally:-style blocks". There the returned value *replaces* the
//! result: a clean-up that returns "closed" turns a failure into a success.
//!
//! Here `finally` cannot change the result, so it has nothing to give but `()`, or an error of its
//! own.
//!
//! The fix: give nothing. To change the result there is `both`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally || "closed",
    };
    page.detach();
}
