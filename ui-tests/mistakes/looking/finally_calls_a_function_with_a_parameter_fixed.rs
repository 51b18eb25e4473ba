//! `finally_calls_a_function_with_a_parameter`, mended: the function takes nothing.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn close() {
    println!("closed");
}

fn main() {
    let page = chain! {
        cached("/index");
        finally close,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
