// Code: E-fired-with-a-value-and-then-an-error
// Words: rustc's own (E0382)
//! A Deferred fired with a value, and then with an error.
//!
//! In Twisted `callback` and `errback` are two methods of one object, and calling one after the
//! other is an AlreadyCalledError at run time. An `if` that forgot its `else` or its `return` does
//! it.
//!
//! Here `succeed` and `fail` both take the resolver, so of the two just one can happen.
//!
//! The fix: an `else`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<&str, (Timeout,)>::pending();
    resolver.succeed("here");
    resolver.fail(Timeout);
    chain! { page; catch |_: Timeout| "too late" }.detach();
}
