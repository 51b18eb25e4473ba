//! `literal_as_callback`, mended: a closure gives the value.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |_| 7,
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(page), 7);
}
