// Code: E-inspect-changes-the-value
// Words: rustc's own (E0596)
//! An `inspect` that changes the value.
//!
//! In Twisted a callback for logging that forgets to return the result changes it to `None`.
//!
//! `inspect` only looks: it is lent the value, and the chain goes on with the same.
//!
//! The fix: `then`, which is given the value and gives the new one.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); inspect |page| page.push('.'), then |page| println!("{page}") }.detach();
}
