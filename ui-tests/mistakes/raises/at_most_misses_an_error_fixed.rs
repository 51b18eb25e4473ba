//! `at_most_misses_an_error`, mended: all that may be in flight is named.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        raises at most Timeout | NotFound,
        catch |_| String::from("no page"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
