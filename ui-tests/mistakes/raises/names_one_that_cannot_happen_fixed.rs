//! `names_one_that_cannot_happen`, mended: `raises at most` allows for errors that cannot happen.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
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
