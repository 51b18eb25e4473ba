//! `with_a_function_of_another_error`, mended: the function takes the error that is named.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn apologize(failure: Timeout) -> String {
    format!("{failure:?}")
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout => apologize,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
