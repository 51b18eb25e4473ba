// Code: E-deferred-cloned
// Words: rustc's own (E0599)
//! A Deferred cloned, to be used twice.
//!
//! In Twisted a second reference is the same Deferred, and `copy.copy` makes a second one that
//! shares the list of callbacks with the first.
//!
//! Here a result has one taker. That is why nothing needs to be counted, locked or copied, and why
//! a value can be *moved* through the chain.
//!
//! The fix: one chain; or a callback that gives the value to two places.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    let copy = page.clone();
    page.detach();
    copy.detach();
}
