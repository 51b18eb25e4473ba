//! `error_written_without_the_tuple`, mended: the set is a tuple.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    drop(fetch("/index"));
}
