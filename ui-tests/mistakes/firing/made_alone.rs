// Code: E-no-resolver
//! A Deferred that is made alone.
//!
//! In Twisted `d = Deferred()` is one object: whoever has it can fire it, and whoever has it can add callbacks. Who may do which is a
//! matter of discipline; a second `d.callback(..)` is an `AlreadyCalledError` at run time.
//!
//! Here the two sides are two values. The resolver fires, once, since that uses it up; the Deferred gets the callbacks. Neither can be made
//! without the other, or nothing could ever fire it.
//!
//! The fix: a pair, and the resolver to whoever has the result one day. A result that is there already needs none: `succeed` and `fail`.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn main() {
    let page: Deferred<String, (Timeout,)> = Deferred::new();
    drop(page);
}
