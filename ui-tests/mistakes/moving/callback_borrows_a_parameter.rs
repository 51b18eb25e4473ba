// Code: E-callback-borrows-a-parameter
// Words: rustc's own (E0521)
//! A callback that keeps a reference which its function was given.
//!
//! In Python a callback keeps alive whatever it mentions.
//!
//! The chain goes on when the page is there, and the function has returned long before that. What it was lent may be gone then, with
//! or without `move`: what moves is the reference.
//!
//! The fix: let the callback have a copy of its own, made before the chain.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn mentions(word: &str) -> Deferred<bool> {
    chain! { fetch("/index"); then move |page| page.contains(word) }
}

fn main() {
    drop(mentions("index"));
}
