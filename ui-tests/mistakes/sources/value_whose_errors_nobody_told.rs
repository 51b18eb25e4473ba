// Code: E-errors-not-told
// Words: rustc's own (E0282)
//! A chain on `Deferred::succeed(..)`, of which it is said that no error is left.
//!
//! In Twisted `defer.succeed(1)` starts many an example, and a chain on it.
//!
//! `Deferred::succeed` makes a Deferred of any set, so that a function may return it whatever it promises. At the start of a
//! chain nothing says which set that is.
//!
//! The fix: the function `succeed`, whose Deferred cannot fail.

use deferred::{Deferred, chain};

fn main() {
    let number: Deferred<u32> = chain! {
        Deferred::succeed(1);
        then |n: u32| n + 1,
        raises nothing,
    };
    number.detach();
}
