// Code: E-async-callback
//! An async callback that is lent what it looks at.
//!
//! Twisted waits for a coroutine that a callback gives as little as for one that looks; here a chain waits for what an
//! async callback gives, but `inspect` and `finally` only lend what they show, and a future would hold it for longer.
//!
//! The fix: look first, and let the future hold what was seen.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

async fn log(line: String) {
    println!("{line}");
}

fn main() {
    let page = chain! {
        cached("/index");
        finally async |outcome| log(format!("{}", outcome.is_some())).await,
    };
    drop(page);
}
