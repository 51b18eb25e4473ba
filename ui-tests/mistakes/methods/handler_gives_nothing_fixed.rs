//! `handler_gives_nothing`, mended: the handler gives a page.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|error: Timeout| format!("{error:?}"));
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
