//! `an_underscore`, mended: no error is named.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! { fetch("/index"); then |page| page.len(), catch |_| 0 };
    length.detach();
}
