//! `catch_with_one_arrow_missing`, mended: the arrow stands before the handler.

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
        catch Timeout | NotFound => |_| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
