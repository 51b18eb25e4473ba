//! `with_its_failure_what_cannot_happen`, mended: the failure of the error that can happen.

use deferred::{Deferred, Failure, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure: Failure<(Timeout,)>| format!("{failure:?}"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
