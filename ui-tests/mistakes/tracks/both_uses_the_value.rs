// Code: E-both-uses-the-value
// Words: rustc's own (E0599)
//! A callback on both tracks, whose body uses its argument as the value.
//!
//! In Twisted `d.addBoth(lambda page: page.upper())` is right as long as all goes well. With the
//! first failure it becomes "'Failure' object has no attribute 'upper'", which hides the error that
//! came first.
//!
//! Here nothing needs to be annotated to be caught: the compiler knows that the argument of `both`
//! is the outcome, and that an outcome has no such method. Unwrapping it, as the compiler's help
//! suggests, would bring Twisted's surprise back as a panic.
//!
//! The fix: match on the outcome, so that both tracks are thought of.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let tidied = chain! {
        fetch("/index");
        both |page| page.to_uppercase(),
    };
    tidied.detach();
}
