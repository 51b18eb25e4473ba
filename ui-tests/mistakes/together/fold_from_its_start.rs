// Code: E-no-items
//! A `fold` whose start stands before the items.
//!
//! In Twisted this is a `for` loop that waits in each turn, with a variable beside it: nothing can be swapped.
//!
//! As in `Iterator::fold`, what is gone through stands first, then what the fold starts from, then the step. Of what has no items
//! the types of the rest would not be known, so nothing is said of them.
//!
//! The fix: the items first.

use deferred::{Deferred, fold, succeed};

fn fetch(url: &str) -> Deferred<String> {
    succeed(format!("page at {url}"))
}

fn main() {
    let length = fold(0, ["/a", "/b"], |length, url| fetch(url).map(move |page| length + page.len()));
    drop(length);
}
