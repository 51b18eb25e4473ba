// Code: E-future-not-awaited
//! A future that gives another future.
//!
//! In Twisted a coroutine that gives a coroutine is waited for once: what comes out is the inner one, which nobody ever
//! runs, and Python warns when it is collected.
//!
//! Here a chain waits for the future that a callback gives, and would carry on the one inside as a value.
//!
//! The fix: await the inner one.

use deferred::{chain, succeed};

async fn save(page: &'static str) -> usize {
    page.len()
}

fn main() {
    let saved = chain! {
        succeed("page");
        then async |page| save(page),
    };
    saved.detach();
}
