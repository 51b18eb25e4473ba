//! `handler_gives_another_type`, mended: the handler gives a `String`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "");
}
