// Code: E-catch-of-what-cannot-happen
//! A handler that names its error before the arrow, and the error cannot be in flight.
//!
//! It is `failure.trap(NotFound)` at the top of a Twisted errback: written once, and never checked
//! against what the chain can raise.
//!
//! Here `catch NotFound => ..` is the same as `catch |e: NotFound| ..`, and the same check holds.
//!
//! The fix: name the error that does happen.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch NotFound => |_| String::from("not here"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
