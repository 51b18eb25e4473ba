//! `returned_in_another_order`, mended: `raises` puts the set into the order of the signature.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (NotFound, Timeout)> {
    chain! {
        fetch(url);
        then |page| page.len(),
        raises NotFound | Timeout,
    }
}

fn main() {
    chain! { length("/index"); catch |_| 0 }.detach();
}
