// Code: E-async-callback
//! An async closure as a callback.
//!
//! In Twisted a coroutine has to go through `ensureDeferred`; given to `addCallback` as it is, it is never awaited.
//!
//! Here a callback that has to wait gives a Deferred, and the chain waits for that.
//!
//! The fix: a Deferred of the future, driven by a task, or a chain in the chain.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

async fn count(page: String) -> usize {
    page.len()
}

fn main() {
    let length = chain! {
        cached("/index");
        then async |page| count(page).await,
    };
    length.detach();
}
