// Code: E-failure-cannot-be-displayed
//! A handler prints the failure with `{}`, and its errors are not `Display`.
//!
//! In Twisted every Failure can be printed, for every Python object can.
//!
//! Here an error is `Debug`, so that it can be reported, and may be `Display`.
//!
//! The fix: `{:?}`, or `Display` for the errors.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure| {
            println!("sorry: {failure}");
            String::new()
        },
    };
    page.detach();
}
