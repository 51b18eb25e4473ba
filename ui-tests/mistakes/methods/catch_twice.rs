// Code: E-catch-of-what-cannot-happen
//! The same error caught twice, with methods.
//!
//! In Twisted the second errback is never called with it, and nobody notices.
//!
//! Here the first handler took `Timeout` out of the set, so it cannot come to the second.
//!
//! The fix: take one of them away.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index")
        .catch(|_: Timeout| String::from("too late"))
        .catch(|_: Timeout| String::from("never"));
    page.detach();
}
