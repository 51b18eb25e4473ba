// Code: E-both-uses-the-value
// Words: rustc's own (E0599)
//! `both` as a method, with a callback whose body uses the outcome as the value.
//!
//! In Twisted `d.addBoth(lambda page: page.upper())` is right as long as all goes well. With the first failure it becomes
//! "'Failure' object has no attribute 'upper'", which hides the error that came first.
//!
//! As in `chain!`: nothing needs to be annotated, for the compiler knows that the argument is the outcome.
//!
//! The fix: match on the outcome, so that both tracks are thought of.

use deferred::{Deferred, succeed};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let tidied = fetch("/index").both(|page| succeed(page.to_uppercase()));
    tidied.detach();
}
