//! `pair_expected_to_handle_its_own_error`, mended: a handler stands behind the pair.

use deferred::{Deferred, fail};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotText;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(_: String) -> Deferred<usize, (NotText,)> {
    fail(NotText)
}

fn main() {
    let length = fetch("/index").then_else(count, |_| Deferred::succeed(0)).catch(|_: NotText| 0);
    length.detach();
}
