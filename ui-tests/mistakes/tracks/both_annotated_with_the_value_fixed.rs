//! `both_annotated_with_the_value`, mended: `then` is given the value, `catch` the error.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page: String| page.len(),
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
