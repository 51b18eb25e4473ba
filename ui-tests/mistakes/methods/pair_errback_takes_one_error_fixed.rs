//! `pair_errback_takes_one_error`, mended: it takes the failure.

use deferred::{Deferred, succeed};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let text = fetch("/index").then_else(|page| succeed(page.len()), |failure| match failure.only() {
        Timeout => succeed(0),
    });
    assert_eq!(deferred::testing::success_result_of(text), 14);
}
