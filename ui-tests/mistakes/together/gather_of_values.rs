// Code: E-join-of-no-deferred
//! What is gathered are no Deferreds.
//!
//! In Twisted, `gatherResults(["/a", "/b"])` fails with `AttributeError: 'str' object has no attribute 'addCallbacks'`, where
//! it is called and not where the list was made.
//!
//! An aggregate takes several Deferreds of one type: an array, a `Vec`, or any iterator of them.
//!
//! The fix: call what makes the Deferreds.

use deferred::{Deferred, gather};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = gather(["/a", "/b"]);
    pages.map(|pages| println!("{} pages", pages.len())).detach();
    fetch("/c").detach();
}
