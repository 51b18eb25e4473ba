//! `race_of_what_cannot_be_cancelled`, mended: the others go on.

use deferred::{Deferred, first_success};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = first_success([fetch("/first"), fetch("/second")]);
    assert_eq!(deferred::testing::success_result_of(page).0, 0);
}
