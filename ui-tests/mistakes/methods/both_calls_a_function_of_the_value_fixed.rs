//! `both_calls_a_function_of_the_value`, mended: `then` calls it with the value.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> Deferred<usize, (Timeout,)> {
    Deferred::succeed(page.len())
}

fn main() {
    let length = fetch("/index").then(count).catch(|_: Timeout| 0);
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
