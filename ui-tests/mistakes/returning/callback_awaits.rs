// Code: E-callback-awaits
// Words: rustc's own (E0728)
//! A callback that awaits another Deferred.
//!
//! In Twisted a function with `inlineCallbacks` or `async def` waits in the middle.
//!
//! A callback is no `async` function: it runs on the stack of whoever fires. It gives the Deferred that it waits for, and the chain
//! goes on when that has come.
//!
//! The fix: give the Deferred, with what is to be done then as a chain on it; or write an async callback, `then async |page| ..`.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.len() + fetch("/about").await.len(),
    };
    length.detach();
}
