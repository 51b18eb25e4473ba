// Code: E-used-after-it-was-chained
// Words: rustc's own (E0382)
//! A Deferred used again, after callbacks were attached to it, perhaps by one of them (case 3 of Twisted's edge cases).
//!
//! In Twisted `addCallback` changes the Deferred in place. Two uses that look independent form one
//! chain: the second is given the length and not the page, "'int' object has no attribute 'upper'".
//!
//! Here attaching takes the Deferred and gives a new one, so there is always one taker.
//!
//! The fix: one chain that does both, or goes on with both values.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    let length = chain! { page; then |page| page.len() };
    let shouted = chain! { page; then |page| page.to_uppercase() };
    length.detach();
    shouted.detach();
}
