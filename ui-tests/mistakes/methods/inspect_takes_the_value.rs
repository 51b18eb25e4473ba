// Code: E-inspect-takes-a-reference
//! `inspect` as a method, with a callback that takes the value itself.
//!
//! In Twisted a callback that prints has to give back what it was given, or the next one gets `None`.
//!
//! Here `inspect` only lends the value, so there is nothing to give back.
//!
//! The fix: take a reference.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index").inspect(|page: String| println!("{page}"));
    page.detach();
}
