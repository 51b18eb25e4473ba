// Code: E-named-twice
//! An error that is named twice in one set.
//!
//! In Twisted `trap(Timeout, Timeout)` is a slip that does no harm, and tells nobody that another error
//! was meant.
//!
//! Here a set has each error once.
//!
//! The fix: name it once, or name the one that was meant.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout | Timeout => |_| String::from("too late"),
    };
    page.detach();
}
