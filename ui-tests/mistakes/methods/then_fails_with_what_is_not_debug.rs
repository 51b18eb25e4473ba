// Code: E-method-adds-an-error
//! `then` as a method, with a callback whose error is not `Debug`.
//!
//! In Twisted any exception can be printed.
//!
//! What a method's callback fails with has to be in the set already, and to fail with it takes its `Debug`: a failure that nobody
//! handles is printed.
//!
//! The fix: `#[derive(Debug)]`, and say before that it may happen.

use deferred::succeed;

struct BadMarkup;

fn main() {
    let length = succeed("page").then(|page| if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) });
    length.detach();
}
