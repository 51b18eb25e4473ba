// Code: E-future-not-awaited
// Words: rustc's own (E0283)
//! A callback of the method `map` that gives a future.
//!
//! In Twisted a coroutine that a callback gives is the next result, and never runs.
//!
//! Here `map` goes on with what its callback gives as it is, and a future would never be awaited.
//!
//! The fix: `map_async`, or `then` where the future may fail.

use deferred::{Deferred, succeed};

async fn save(page: &'static str) -> usize {
    page.len()
}

fn main() {
    let saved: Deferred<_> = succeed("page").map(save);
    saved.detach();
}
