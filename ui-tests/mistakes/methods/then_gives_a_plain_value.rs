// Code: E-callback-gives-a-plain-value
//! `then` as a method, with a callback that gives a plain value.
//!
//! In Twisted one `addCallback` does for all that callbacks give.
//!
//! Here a method has one kind of callback: `then` waits for a Deferred or goes on with a `Result`, and
//! `map` is for plain values. In `chain!` a `then` takes them all.
//!
//! The fix: `map`.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = cached("/index").then(|page| page.len());
    length.detach();
}
