//! `then_calls_a_function_of_two`, mended: the result goes where the `_` is.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn repeat(page: String, times: usize) -> String {
    page.repeat(times)
}

fn main() {
    let page = chain! {
        cached("/index");
        then repeat(_, 2),
    };
    assert_eq!(deferred::testing::success_result_of(page).len(), 28);
}
