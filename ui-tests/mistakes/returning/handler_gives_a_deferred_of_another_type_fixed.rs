//! `handler_gives_a_deferred_of_another_type`, mended: the handler's Deferred is one of a `String`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn cached() -> Deferred<String> {
    Deferred::succeed(String::new())
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| cached(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "");
}
