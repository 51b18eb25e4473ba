// Code: E-fired-with-another-type
// Words: rustc's own (E0308)
//! A Deferred fired with a value of another type than was promised.
//!
//! In Twisted `d.callback("three")` is always right, and the callbacks find out what they were
//! given.
//!
//! Here the pair was made for a `usize`, and the resolver takes nothing else. The mistake is shown
//! where the wrong value is, not in a callback far away.
//!
//! The fix: fire with what was promised.

use deferred::Deferred;

fn main() {
    let (resolver, count) = Deferred::<usize>::pending();
    resolver.succeed("three");
    count.detach();
}
