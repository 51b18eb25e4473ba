//! `detached_with_an_error_left`, mended: the error is handled.

use deferred::{Deferred, fail};

#[derive(Debug)]
struct Timeout;

fn fetch(_: &str) -> Deferred<String, (Timeout,)> {
    fail(Timeout)
}

fn main() {
    let length = fetch("/index").map(|page| page.len()).catch(|_: Timeout| 0);
    length.detach();
}
