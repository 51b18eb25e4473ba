// Code: E-run-of-nothing
//! `run!` without a future.
//!
//! In Twisted `ensureDeferred()` is a `TypeError`, when it is called.
//!
//! Here it does not compile.
//!
//! The fix: the future.

use deferred::run;

async fn page() -> &'static str {
    "page"
}

fn main() {
    let nothing = run!();
    drop(nothing);
    drop(page());
}
