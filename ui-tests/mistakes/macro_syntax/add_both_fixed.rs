//! `add_both`, mended: the stage is called `both`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        both |outcome| outcome.unwrap_or_else(|_| String::new()),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
