//! `raises_with_commas`, mended: bars stand between the errors.

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
        raises Timeout | NotFound,
        catch |_| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
