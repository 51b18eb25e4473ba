//! `failure_matched_as_the_error`, mended: the handler names its error.

use deferred::{Deferred, chain, testing::success_result_of};

#[derive(Debug)]
struct NotText(String);

fn fetch(url: &str) -> Deferred<String, (NotText,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |NotText(text): NotText| text,
    };
    assert_eq!(success_result_of(page), "page at /index");
}
