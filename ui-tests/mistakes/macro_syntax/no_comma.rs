// Code: E-no-comma
//! No comma between two stages.
//!
//! In Twisted each stage is a line of its own, and needs nothing in between.
//!
//! Here the body of a callback is any expression, and it goes on until the comma. The macro sees
//! that a stage begins where none can, and says so there.
//!
//! The fix: the comma.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase()
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
