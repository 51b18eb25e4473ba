// Code: E-no-source
//! A chain that begins with a plain value.
//!
//! In Twisted that is "'int' object has no attribute 'addCallback'", where a function that used to
//! return a Deferred has an answer at once. For such functions the guide has `maybeDeferred`.
//!
//! Here a source is a Deferred or a `Result`.
//!
//! The fix: `maybe` before it, which takes whatever a function gives; or `succeed(21)`.

use deferred::chain;

fn main() {
    let doubled = chain! {
        21;
        then |n| n * 2,
    };
    doubled.detach();
}
