//! `all_failures_not_handled`, mended: it is caught.

use deferred::{AllFailed, Deferred, chain, first_success};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        first_success([fetch("/first"), fetch("/second")]);
        then |(_index, page)| page,
        catch |_: AllFailed<(Timeout,)>| String::from("nothing is there"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /first");
}
