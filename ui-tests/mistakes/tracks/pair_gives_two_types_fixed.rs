//! `pair_gives_two_types`, mended: both sides give an `Option<usize>`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| Some(page.len()) else |_| None,
    };
    assert_eq!(deferred::testing::success_result_of(length), Some(14));
}
