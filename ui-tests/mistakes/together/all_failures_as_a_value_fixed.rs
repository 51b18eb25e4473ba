//! `all_failures_as_a_value`, mended: each has its own shape.

use deferred::{AllFailed, Deferred, chain, first_success};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        first_success([fetch("/first"), fetch("/second")]);
        then |(index, _page)| index,
        catch |all: AllFailed<(Timeout,)>| all.failures.len(),
    };
    assert_eq!(deferred::testing::success_result_of(page), 0);
}
