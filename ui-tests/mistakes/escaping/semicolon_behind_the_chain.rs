// Code: E-semicolon-behind-the-chain
// Words: rustc's own (E0308)
//! A function that ends in a chain, with a semicolon behind it.
//!
//! In Python a function without `return` gives `None`, and who called it adds callbacks to that.
//!
//! A block that ends in a semicolon gives nothing, and the chain in it is let go of.
//!
//! The fix: no semicolon behind the closing brace.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize> {
    chain! { fetch(url); then |page| page.len() };
}

fn main() {
    length("/index").detach();
}
