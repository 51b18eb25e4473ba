//! `pair_gives_two_types`, mended: both sides give a number.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> Deferred<usize> {
    Deferred::succeed(page.len())
}

fn main() {
    let length = fetch("/index").then_else(count, |_| Deferred::succeed(0));
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
