//! `then_takes_another_type`, mended: the callback takes what arrives.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let doubled = cached("/index").map(|page: String| page.len() * 2);
    assert_eq!(deferred::testing::success_result_of(doubled), 28);
}
