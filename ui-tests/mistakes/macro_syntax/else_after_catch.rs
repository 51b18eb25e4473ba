// Code: E-else-apart
//! An `else` after a `catch`.
//!
//! Only a `then` has an other side. A handler runs or does not; what should happen if nothing
//! failed is the next `then`, or the first side of a pair.
//!
//! The fix: `then f else g`, if both sides are wanted.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::new() else |_| String::new(),
    };
    page.detach();
}
