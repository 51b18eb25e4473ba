// Code: E-callback-of-two
// Words: rustc's own (E0593)
//! A method's callback with two parameters.
//!
//! In Twisted more arguments than the result come from `addCallback(f, more)`, and a wrong number of them is a TypeError when the
//! callback is called.
//!
//! Here a callback has one parameter. A closure has the other things that it needs around it.
//!
//! The fix: take them from around the closure.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let times = 2;
    let text = cached("/index").map(|page, times| page.repeat(times));
    text.detach();
    drop(times);
}
