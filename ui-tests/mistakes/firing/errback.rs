// Code: E-no-such-method
// Words: rustc's own (E0599)
//! A resolver fired by the name that Twisted has for it.
//!
//! `d.errback(f)` wraps whatever exception is at hand, and `d.callback` is another method of the same object that others add callbacks to.
//!
//! Firing is the resolver's part alone. It succeeds or fails.
//!
//! The fix: `fail`, with an error of the set.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    resolver.errback(Timeout);
    page.catch(|_: Timeout| String::new()).detach();
}
