// Code: E-nothing-to-catch
//! A handler behind `raises nothing`.
//!
//! In Twisted nobody knows that nothing can fail any more, and the errback stands there for ever.
//!
//! Here the checkpoint says that no error can be in flight, so a handler behind it could never run.
//!
//! The fix: take it away, or put the checkpoint behind it.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        raises nothing,
        catch |failure| format!("{failure:?}"),
    };
    page.detach();
}
