// Code: E-join-of-no-deferred
//! Deferreds of two types, gathered as a tuple.
//!
//! In Twisted, `gatherResults((user, page))` gives a list of what they come to, whatever that is.
//!
//! An aggregate takes several Deferreds of one type, and gives a `Vec`. Those of different types go to `join!`, which gives a tuple.
//!
//! The fix: `join!`.

use deferred::{Deferred, gather};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(text: &str) -> Deferred<usize> {
    Deferred::succeed(text.len())
}

fn main() {
    let both = gather((fetch("/a"), count("four")));
    both.map(|_| println!("both are here")).detach();
}
