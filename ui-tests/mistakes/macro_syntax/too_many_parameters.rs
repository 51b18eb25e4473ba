// Code: E-too-many-parameters
//! A callback with more parameters than it is given arguments.
//!
//! In Twisted it is "missing 1 required positional argument", when the page comes. As that is an
//! exception in a callback, the next errback takes it for a network error.
//!
//! Here a callback is given one argument.
//!
//! The fix: take one. What else it needs, it can capture; or name it in a call, `render(_,
//! &theme)`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page, theme| format!("{page}{theme}"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
