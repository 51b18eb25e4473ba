// Code: E-no-semicolon
//! Nothing but a source, and that without its end.
//!
//! The semicolon says where the source ends. As long as there is none, the words may become anything.
//!
//! In Twisted the Deferred alone is a chain without callbacks, and so it is here, with the semicolon.
//!
//! The fix: the semicolon, or the rest of the chain.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index")
    };
    page.detach();
}
