// Code: E-raises-too-much
//! A checkpoint that names an error that cannot be in flight.
//!
//! A comment in a Twisted program, "may raise Timeout or NotFound", stays when NotFound has gone.
//!
//! Here `raises` means exactly these. One too many is as wrong as one too few, so the statement
//! stays true.
//!
//! The fix: leave it out. Where the set is meant to be larger than it need be, say `raises at
//! most`.

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
        raises Timeout | NotFound,
        catch |_| String::from("no page"),
    };
    page.detach();
}
