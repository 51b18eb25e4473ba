// Code: E-returned-with-fewer-than-promised
// Words: rustc's own (E0308)
//! A function that promises more errors than its chain can raise.
//!
//! In Twisted one promises generously, so that a later version may use it.
//!
//! Here that is possible, but not by accident: the chain has `(Timeout,)`, the signature has
//! `(Timeout, NotFound)`, and these are two types.
//!
//! The fix: `raises at most Timeout | NotFound`, which says that not all of them need be able to
//! happen. Or promise less, and callers need not handle what cannot come.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (Timeout, NotFound)> {
    chain! {
        fetch(url);
        then |page| page.len(),
    }
}

fn main() {
    chain! { length("/index"); catch |_| 0 }.detach();
}
