// Code: E-no-source
//! A chain that begins with `maybe` and an async function.
//!
//! In Twisted `maybeDeferred` takes a coroutine function, and drives what it gives.
//!
//! Here `maybe` is for functions that may give a plain value, and a future carried on as one would never be awaited.
//!
//! The fix: `run`, which polls it and gives a Deferred.

use deferred::{Deferred, chain};

async fn read() -> usize {
    5
}

fn main() {
    let doubled: Deferred<usize> = chain! {
        maybe read();
        then |_count| 2,
    };
    doubled.detach();
}
