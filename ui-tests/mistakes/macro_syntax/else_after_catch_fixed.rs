//! `else_after_catch`, mended: the pair begins with `then`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page else |_| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
