// Code: E-future-gives-no-outcome
// Words: rustc's own (E0271)
//! A Deferred made of a future that gives a plain value.
//!
//! In Twisted `ensureDeferred` takes a coroutine, whatever it returns, and what it raises becomes the failure.
//!
//! A Rust future raises nothing: what it gives says whether it failed. So the one that becomes a Deferred gives an `Outcome`, which is
//! a `Result` of the value or a failure.
//!
//! The fix: `Ok(..)` around the value.

use deferred::{Deferred, run};

fn main() {
    let length: Deferred<usize> = run(async { "page".len() });
    length.detach();
}
