// Code: E-nothing-to-catch
//! `catch_all` as a method, where nothing can go wrong.
//!
//! In Twisted such an errback waits for ever, and hides that there is nothing to wait for.
//!
//! Here the set is empty, so the handler could never run.
//!
//! The fix: take it away.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index").catch_all(|failure| format!("{failure:?}"));
    page.detach();
}
