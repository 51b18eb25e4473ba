// Code: E-catch-of-what-cannot-happen
//! A handler for an error that cannot be in flight, while others can.
//!
//! In Twisted `failure.trap(NotFound)` compiles whatever the chain raises. When the error was
//! renamed, or moved to another function, the handler is dead code from then on, and the error that
//! took its place goes by unhandled.
//!
//! Here the chain knows what is in flight, `(Timeout,)`, and a handler that could never run is a
//! mistake.
//!
//! The fix: take the handler away, or name the error that does happen.

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
        catch |_: NotFound| String::from("not here"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
