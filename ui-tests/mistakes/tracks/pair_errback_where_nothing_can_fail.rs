// Code: E-nothing-to-catch
//! An errback beside a callback, where nothing before them can fail.
//!
//! In Twisted it is dead code that nobody can tell from live code. Often it was meant for the
//! errors of its own callback, and for those it stands at the wrong place.
//!
//! Here the set of errors before the pair is empty, so there is nothing that the errback could be
//! given.
//!
//! The fix: take it away. If it was meant for the callback's errors, make it a `catch` behind the
//! `then`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        cached("/index");
        then |page| page.len() else |_| 0,
    };
    length.detach();
}
