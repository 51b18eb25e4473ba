// Code: E-no-source
//! A chain that begins with a future.
//!
//! In Twisted a coroutine has to go through `ensureDeferred`; then something drives it.
//!
//! Here a future becomes a Deferred by `run`, which polls it whenever what it awaits is fired, or by a task of an executor.
//!
//! The fix: `run`, or `Deferred::from_future`.

use deferred::{Deferred, chain};

async fn read() -> usize {
    5
}

fn main() {
    let doubled: Deferred<usize> = chain! {
        read();
        then |count| count * 2,
    };
    doubled.detach();
}
