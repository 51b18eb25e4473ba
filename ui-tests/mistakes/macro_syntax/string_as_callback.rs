// Code: E-no-callback
//! A string, where a callback is expected.
//!
//! It is the same mistake as with a number, and in Twisted as late: "'str' object is not callable",
//! as a failure on the chain.
//!
//! The fix: `then |_| "done"`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::new(),
        then "done",
    };
    page.detach();
}
