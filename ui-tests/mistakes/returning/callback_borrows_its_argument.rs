// Code: E-callback-borrows-its-argument
// Words: rustc's own (E0515)
//! A callback that gives a reference into the value that it was given.
//!
//! In Python the garbage collector keeps the page alive for as long as somebody looks at a part of
//! it.
//!
//! Here the callback owns the page, and the page ends with the callback. What it gives must be able
//! to live on.
//!
//! The fix: give something owned, such as the page itself, or a copy of the part.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = chain! {
        cached("/index");
        then |page| page.as_str(),
    };
    first.detach();
}
