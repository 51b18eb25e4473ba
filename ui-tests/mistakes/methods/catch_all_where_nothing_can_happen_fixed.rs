//! `catch_all_where_nothing_can_happen`, mended: there is no handler.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
