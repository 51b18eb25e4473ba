//! `misses_an_error`, mended: the other error is caught before the checkpoint.

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
        catch |_: NotFound| String::from("not here"),
        raises Timeout,
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
