// Code: E-deferred-ignored
//! A chain that nobody looks at.
//!
//! Its callbacks run: in Twisted nobody would notice anything. But whoever reads it cannot see
//! whether it was meant to go on by itself, or should have been returned, for the caller to wait
//! for it.
//!
//! Here it is a warning (an error in this file).
//!
//! The fix: `.detach()`, which says that it goes on by itself. Or return it.

#![deny(unused_must_use)]

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { cached("/index"); then |page| println!("{page}") };
}
