// Code: E-resolver-ignored
//! A resolver that nobody keeps.
//!
//! In Twisted a Deferred that is never fired is silent: its callbacks never run, and nothing says
//! why.
//!
//! Here the right to fire is a value of its own. Dropping it unfired abandons the chain, which is
//! reported; and a resolver that is not even looked at is a warning (an error in this file).
//!
//! The compiler's help, `let _ = ..`, drops it as well.
//!
//! The fix: keep it, and fire it.

#![deny(unused_must_use)]

use deferred::{Deferred, Resolver};

fn start() -> Resolver<u8> {
    let (resolver, number) = Deferred::<u8>::pending();
    number.detach();
    resolver
}

fn main() {
    start();
}
