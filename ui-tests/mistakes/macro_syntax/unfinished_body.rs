// Code: E-unfinished-body
// Words: rustc's own (syntax)
//! A body that ends with a dot, as while somebody types.
//!
//! The macro does not parse bodies, so that the editor can complete them. Rust's own parser misses
//! the name of the method.
//!
//! The fix: go on typing.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.,
        catch |_: Timeout| String::new(),
    };
    page.detach();
}
