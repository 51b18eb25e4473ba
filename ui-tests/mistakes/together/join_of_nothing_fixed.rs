//! `join_of_nothing`, mended: there is something to wait for.

use deferred::{Deferred, join};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = join!(fetch("/index"));
    assert_eq!(deferred::testing::success_result_of(page).0, "page at /index");
}
