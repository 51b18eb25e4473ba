// Code: E-branches-with-different-errors
// Words: rustc's own (E0308)
//! A callback whose branches give Deferreds with different errors.
//!
//! In Twisted both branches give a Deferred, and either may fail with anything.
//!
//! Which errors there are is in the type, and both branches of an `if` have one type.
//!
//! The fix: say in each branch what can happen in either, as `raises_at_most` does.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("old page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| if page.is_empty() { fetch("/index") } else { cached("/about") },
        catch |_: Timeout| String::new(),
    };
    page.detach();
}
