// Code: E-callback-gives-another-type
//! A handler as a method, which gives nothing where the chain carries a page.
//!
//! In Twisted an errback that only logs gives None, and the next callback is called with None: "the
//! error has been handled".
//!
//! Here the chain goes on with what the handler gives, and `()` is no page.
//!
//! The fix: give a page, or `Err(..)`.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|error: Timeout| eprintln!("{error:?}"));
    page.detach();
}
