//! `join_of_a_value`, mended: the value is a Deferred.

use deferred::{Deferred, join, succeed};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let both = join!(fetch("/index"), succeed("theme"));
    assert_eq!(deferred::testing::success_result_of(both).1, "theme");
}
