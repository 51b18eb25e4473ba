// Code: E-empty-chain
//! A chain of nothing.
//!
//! It has no source to take, and no stage to put one through.
//!
//! The fix: a source and a semicolon, or at least one stage.

use deferred::chain;

fn main() {
    chain! {};
}
