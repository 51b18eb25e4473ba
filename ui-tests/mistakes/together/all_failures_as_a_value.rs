// Code: E-then-takes-another-type
//! Taking the list of failures for the result, where the first success is waited for. Twisted's case 34.
//!
//! With fireOnOneCallback the callback of a DeferredList gets `(value, index)`; but where all members
//! fail, the same callback gets a list of pairs, and unpacking it is a ValueError on the day that
//! everything is down.
//!
//! Here there is one shape each: a pair is the value, and `AllFailed` is the error.
//!
//! The fix: a `then` for the pair, a `catch` for `AllFailed`.

use deferred::{Deferred, chain, first_success};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        first_success([fetch("/first"), fetch("/second")]);
        then |outcomes: Vec<Result<String, Timeout>>| outcomes.len(),
    };
    drop(page);
}
