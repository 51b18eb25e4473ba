//! `returned_with_fewer_than_promised`, mended: `raises at most` makes the set as large as the
//! promise.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (Timeout, NotFound)> {
    chain! {
        fetch(url);
        then |page| page.len(),
        raises at most Timeout | NotFound,
    }
}

fn main() {
    chain! { length("/index"); catch |_| 0 }.detach();
}
