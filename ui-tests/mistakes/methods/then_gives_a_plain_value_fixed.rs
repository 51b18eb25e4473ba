//! `then_gives_a_plain_value`, mended: `map` is for plain values.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = cached("/index").map(|page| page.len());
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
