//! `errors_of_a_list`, mended: the failures are in the outcomes.

use deferred::{Deferred, chain, list};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = chain! {
        list([fetch("/first"), fetch("/second")]);
        then |outcomes| outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
    };
    assert_eq!(deferred::testing::success_result_of(pages), 2);
}
