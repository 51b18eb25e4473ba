//! `both_calls_a_function_of_the_value`, mended: `then` calls the function, `catch` handles the
//! error.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(page: String) -> usize {
    page.len()
}

fn main() {
    let length = chain! {
        fetch("/index");
        then count,
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
