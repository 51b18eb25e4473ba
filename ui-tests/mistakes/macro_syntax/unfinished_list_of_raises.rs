// Code: E-no-errors-named
//! A list of errors that ends with a bar.
//!
//! The bar says that another error follows. What the list would be with it nobody knows, so nothing is
//! said of whether it is true.
//!
//! In Twisted no signature says what can go wrong.
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
        raises Timeout |,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
