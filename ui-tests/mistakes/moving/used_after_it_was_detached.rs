// Code: E-used-after-it-was-detached
// Words: rustc's own (E0382)
//! A Deferred used again, after it was let go of.
//!
//! Twisted has no such act: a Deferred is let go of when the last reference to it goes, wherever
//! that is.
//!
//! Here `detach` says it, and takes the Deferred. Its callbacks go on; nobody holds its result.
//!
//! The fix: attach first, detach last.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    page.detach();
    page.map(|page| page.len()).detach();
}
