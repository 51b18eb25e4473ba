//! `else_after_a_comma`, mended: `else` belongs to its `then`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.len()
        else |_| 0,
    };
    assert_eq!(deferred::testing::success_result_of(page), 14);
}
