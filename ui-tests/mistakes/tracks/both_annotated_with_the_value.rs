// Code: E-both-takes-outcome
//! A callback on both tracks, written as if it were given the value.
//!
//! Twisted's guide warns of `addBoth`: "the type of the first argument is indeterminate". The
//! callback works until the first failure, and then dies of "object of type 'Failure' has no
//! len()".
//!
//! Here the argument of `both` has one type, the outcome: a value or a failure. A callback that
//! asks for the value alone does not fit.
//!
//! The fix: `then` for the value, and a `catch` for the failure. Where both tracks really share
//! their code, `both |outcome| match outcome { .. }`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        both |page: String| page.len(),
    };
    length.detach();
}
