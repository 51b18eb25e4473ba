// Code: E-no-callback
//! A path to a function of two parameters, where the result is the one argument.
//!
//! In Twisted `addCallback(repeat)` dies of "missing 1 required positional argument" when it is fired.
//!
//! Here a callback is a function of one argument.
//!
//! The fix: say where the result goes, `repeat(_, 2)`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn repeat(page: String, times: usize) -> String {
    page.repeat(times)
}

fn main() {
    let page = chain! {
        cached("/index");
        then repeat,
    };
    page.detach();
}
