// Code: E-commas-between-errors
//! Errors separated by commas, in a handler of several.
//!
//! It is `failure.trap(Timeout, NotFound)` in Twisted, with a comma. In a chain commas separate
//! stages, so errors are separated by a bar, as the alternatives of a `match` are.
//!
//! The fix: `catch Timeout | NotFound => ..`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout, NotFound => |_| String::new(),
    };
    page.detach();
}
