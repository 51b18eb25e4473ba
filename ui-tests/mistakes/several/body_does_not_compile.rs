// Code: E-body-does-not-compile
// Words: rustc's own (E0599)
//! A typing error in the body of a callback.
//!
//! In Twisted it is an AttributeError when the callback runs, and therefore a failure: the next
//! bare errback handles it, and the user gets the cached page, for ever.
//!
//! Here bodies are compiled as they stand, with the types that the chain gives them, and the stages
//! after the wrong one say nothing of it.
//!
//! The fix: the compiler names it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.lenght(),
        then |length| length + 1,
        catch |_: Timeout| 0,
    };
    length.detach();
}
