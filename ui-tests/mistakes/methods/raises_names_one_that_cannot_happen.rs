// Code: E-raises-too-much
//! `raises` as a method, which names an error that cannot be in flight.
//!
//! In Twisted a docstring that names too much makes callers handle what never comes.
//!
//! Here `NotFound` cannot come, so naming it is wrong. Where more is to be promised than can happen there is `raises_at_most`.
//!
//! The fix: take it away.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct NotFound;

fn main() {
    let page = fetch("/index").raises::<(Timeout, NotFound), _>();
    drop(page);
}
