// Code: E-no-errors-named
//! A `raises` that names nothing.
//!
//! Does it mean that nothing can be in flight, or was it left unfinished?
//!
//! The fix: the errors; or `raises nothing`, which says it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        raises,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
