//! `string_as_callback`, mended: a closure gives the value.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::new(),
        then |_| "done",
    };
    assert_eq!(deferred::testing::success_result_of(page), "done");
}
