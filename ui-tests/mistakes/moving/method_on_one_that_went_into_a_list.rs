// Code: E-method-on-one-that-went-into-a-list
// Words: rustc's own (E0382)
//! A method called on a Deferred, after it went into a list.
//!
//! It is the same mistake in the methods' clothes. In Twisted the list keeps the value "one", and
//! the callback turns it into "one ten" when nobody looks any more.
//!
//! Here `list` took the members.
//!
//! The fix: call the method first.

use deferred::{Deferred, list};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = cached("/first");
    let second = cached("/second");
    let pages = list([first, second]);
    first.map(|page| page + " ten").detach();
    pages.detach();
}
