// Code: E-unknown-stage
//! A stage whose word is not finished yet.
//!
//! It is what an editor sees while somebody types. In Twisted nothing can be said of it before it
//! runs.
//!
//! Here the macro proposes the word that it could become.
//!
//! The fix: go on typing.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        the
    };
    page.detach();
}
