// Code: E-alternatives-in-a-parameter
//! Several errors in the parameter of a handler.
//!
//! A parameter has one type, and a bar ends the parameters of a closure. So `Timeout | NotFound`
//! cannot stand there: the closure would be `|_: Timeout|`, with the body `NotFound |
//! String::new()`.
//!
//! The fix: `catch Timeout | NotFound => |_| ..`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout | NotFound| String::new(),
    };
    page.detach();
}
