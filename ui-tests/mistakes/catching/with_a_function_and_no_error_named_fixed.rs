//! `with_a_function_and_no_error_named`, mended: the error is named before the function.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn apologize(error: Timeout) -> String {
    format!("{error:?}")
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout => apologize,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
