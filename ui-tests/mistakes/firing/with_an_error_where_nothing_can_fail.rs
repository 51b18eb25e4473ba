// Code: E-fails-with-another-error
//! A Deferred fired with an error, where it was promised that nothing can go wrong.
//!
//! In Twisted every Deferred can fail, so every caller has to think of it.
//!
//! Here `Deferred::<&str>` cannot, and its resolver has no error to fail with.
//!
//! The fix: promise the error, `Deferred::<&str, (Timeout,)>`, and handle it.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<&str>::pending();
    resolver.fail(Timeout);
    page.detach();
}
