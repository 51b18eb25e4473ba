//! `both_takes_the_value`, mended: `map` for the value, and a handler for the failure.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").map(|page: String| page.len()).catch(|_: Timeout| 0);
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
