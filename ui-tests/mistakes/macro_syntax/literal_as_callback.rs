// Code: E-no-callback
//! A value, where a callback is expected.
//!
//! In Twisted `d.addCallback(7)` is accepted. When the result comes, the chain fails with "'int'
//! object is not callable", and the next errback handles *that*.
//!
//! Here a value is not a callback, and the macro says how to make one of it.
//!
//! The fix: `then |_| 7`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then 7,
        catch |_: Timeout| 0,
    };
    page.detach();
}
