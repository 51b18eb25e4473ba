//! `raises_with_a_tuple`, mended: they are separated by bars.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); then |page| page.len(), raises Timeout | NotFound, catch |_| 0 };
    page.detach();
}
