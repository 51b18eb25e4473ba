// Code: E-too-few-parameters
//! A callback without a parameter.
//!
//! In Twisted it is "takes 0 positional arguments but 1 was given", when the page comes, and the
//! next errback handles it.
//!
//! Here the macro says how the argument is ignored: `|_|`. Only `finally` may go without one.
//!
//! The fix: `|_|`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then || String::from("done"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
