//! `nothing_with_an_error_left`, mended: both errors are caught.

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
        catch |_: Timeout| String::from("too late"),
        catch |_: NotFound| String::from("not here"),
        raises nothing,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
