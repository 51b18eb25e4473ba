// Code: E-callback-missing
//! A pair without its second half.
//!
//! In Twisted `d.addCallbacks(parse)` is a plain callback: the errback is optional, and then lets every
//! failure pass.
//!
//! Here `else` says that there is one.
//!
//! The fix: the second half; or no `else`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then String::into_bytes else,
        then |bytes| bytes.len(),
    };
    page.detach();
}
