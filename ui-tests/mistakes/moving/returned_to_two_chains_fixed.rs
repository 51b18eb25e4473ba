//! `returned_to_two_chains`, mended: each chain has its own.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = chain! { cached("/first"); then |_| cached("/inner") };
    let second = chain! { cached("/second"); then |_| cached("/inner") };
    assert_eq!(deferred::testing::success_result_of(first), "page at /inner");
    assert_eq!(deferred::testing::success_result_of(second), "page at /inner");
}
