//! `value_as_callback`, mended: a closure ignores the result.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |_| String::from("done"),
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "done");
}
