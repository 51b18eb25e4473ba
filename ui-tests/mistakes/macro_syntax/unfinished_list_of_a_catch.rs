// Code: E-no-errors-named
//! A `catch` whose list of errors ends with a bar.
//!
//! The bar says that another error follows. The handler is understood as one of the errors that are there.
//!
//! In Twisted the list is that of `failure.trap(Timeout, )`, where the comma does no harm.
//!
//! The fix: the error, or no bar.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout | => |_| String::from("too late"),
        raises nothing,
    };
    page.detach();
}
