// Code: E-else-apart
//! An `else` set off from its `then` by a comma.
//!
//! The two are one stage: Twisted's `addCallbacks(callback, errback)`. A comma would make two of
//! it, and two stages are something else: a handler *behind* the callback, which sees the
//! callback's errors too.
//!
//! The fix: no comma. Or `catch`, if that is what was meant.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.len(),
        else |_| 0,
    };
    page.detach();
}
