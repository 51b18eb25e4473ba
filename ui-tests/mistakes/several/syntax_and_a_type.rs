// Code: E-callback-missing, E-handler-gives-another-type
// Mistakes: 2
//! A value of the wrong type in one stage, and a stage behind it that is not finished.
//!
//! In Twisted the first one shows when the chain runs, the second when the file is read.
//!
//! Here both are reported. What comes after the stage that is not finished is not known, so nothing more is said of
//! it, though its handler could not be right in any case.
//!
//! The fix: one after the other.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| 0,
        then,
        catch |_: Timeout| String::from("too late"),
        raises Timeout,
    };
    page.detach();
}
