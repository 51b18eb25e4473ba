// Code: E-inspect-gives-a-value
// Words: rustc's own (E0308)
//! An `inspect` that gives a value.
//!
//! In Twisted what a callback returns is what the chain goes on with.
//!
//! Here `inspect` does not touch the chain. A value that it gave would be lost, so it may give
//! none.
//!
//! The fix: `then`, if the chain should go on with the length; a semicolon, if nobody wants it.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page| page.len(),
    };
    page.detach();
}
