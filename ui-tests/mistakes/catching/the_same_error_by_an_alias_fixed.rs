//! `the_same_error_by_an_alias`, mended: named once.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); catch |_: Timeout| String::new() };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
