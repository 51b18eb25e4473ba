// Code: E-unknown-stage
//! The first letters of a word, in the middle of a chain, as while somebody types.
//!
//! They could be a name of the callback before; but no expression has a comma and a name alone.
//!
//! Here the macro proposes the word that it could become, as an editor does.
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
        then |page| page.to_uppercase(),
        ca
        then |page| page.len(),
    };
    page.detach();
}
