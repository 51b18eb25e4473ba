// Code: E-returned-where-none-is-promised
// Words: rustc's own (E0308)
//! A function that promises that nothing can go wrong, and returns a chain that can fail.
//!
//! In Twisted the promise is a sentence in a docstring, and becomes untrue without anybody
//! noticing, when a function further down learns to time out.
//!
//! Here the promise is the return type. `Deferred<usize>` has no error in flight, the chain has
//! `(Timeout,)`.
//!
//! The fix: catch it here, or say so: `Deferred<usize, (Timeout,)>`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize> {
    chain! {
        fetch(url);
        then |page| page.len(),
    }
}

fn main() {
    length("/index").detach();
}
