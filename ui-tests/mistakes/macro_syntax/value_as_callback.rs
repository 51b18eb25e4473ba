// Code: E-call-without-the-result
//! The call of a constructor, where a callback is expected.
//!
//! A call in a chain is made when the result is there, with the result where `_` stands. This one
//! has no `_`, so it does not say what the result is for.
//!
//! In Twisted the string would be made at once, and attached as a callback that cannot be called.
//!
//! The fix: `|_|`, if the result is not needed.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then String::from("done"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
