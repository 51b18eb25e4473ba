// Code: E-pair-expected-to-handle-its-own-error-return
// Words: rustc's own (E0308)
//! An errback beside a callback, in a function that promises that nothing can go wrong.
//!
//! The guide's "case 2" in the shape in which it does most harm: the author believes that all
//! errors are handled, says so in the docstring, and the caller believes the docstring.
//!
//! Here the promise is the return type. `Deferred<usize>` says that no error is in flight, the
//! chain has `(BadMarkup,)`, and the two do not match.
//!
//! The fix: a `catch` behind the `then`; or promise what is true, `Deferred<usize, (BadMarkup,)>`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(String::new())
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn length(url: &str) -> Deferred<usize> {
    chain! {
        fetch(url);
        then parse else |_| 0,
    }
}

fn main() {
    length("/index").detach();
}
