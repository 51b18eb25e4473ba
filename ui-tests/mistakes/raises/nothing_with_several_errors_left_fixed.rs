//! `nothing_with_several_errors_left`, mended: a handler of everything stands before the
//! checkpoint.

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
        catch |failure| format!("{failure:?}"),
        raises nothing,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
