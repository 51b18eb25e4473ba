// Code: E-no-callback
//! A variable that is no function, where a callback is expected.
//!
//! The macro cannot know what a name stands for; the compiler can, and says that an integer is not
//! a function of a `String`.
//!
//! In Twisted it is "'int' object is not callable", on the failure track.
//!
//! The fix: a closure that gives it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let count = 7;
    let page = chain! {
        fetch("/index");
        then count,
        catch |_: Timeout| 0,
    };
    page.detach();
}
