// Code: E-errors-left
//! Forgetting that all may fail. Twisted's case 34, the other half.
//!
//! In Twisted a first success of nothing but failures comes down the callback track, and no errback is
//! asked for.
//!
//! Here it is an error as any: what promises to have no errors left cannot let it escape.
//!
//! The fix: say what is to be when all have failed.

use deferred::{Deferred, chain, first_success};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        first_success([fetch("/first"), fetch("/second")]);
        then |(_index, page)| page,
    };
    page.detach();
}
