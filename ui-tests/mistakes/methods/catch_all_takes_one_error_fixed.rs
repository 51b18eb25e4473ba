//! `catch_all_takes_one_error`, mended: `catch` gives one type of error.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|_: Timeout| String::from("too late"));
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
