// Code: E-deferred-ignored
//! A Deferred that nobody looks at.
//!
//! In Twisted a call whose Deferred is dropped looks like any other call. Its errors are logged
//! when the garbage collector comes, and its result may come after the program has gone on.
//!
//! Here it is a warning (an error in this file). The compiler's help, `let _ = ..`, throws it away
//! all the same, and then a failure is reported as unhandled.
//!
//! The fix: attach callbacks, return it, or `detach` what cannot fail.

#![deny(unused_must_use)]

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    fetch("/index");
}
