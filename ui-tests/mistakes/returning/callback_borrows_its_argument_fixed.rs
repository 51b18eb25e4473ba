//! `callback_borrows_its_argument`, mended: the callback gives an owned string.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = chain! {
        cached("/index");
        then |page| page.as_str().to_owned(),
    };
    assert_eq!(deferred::testing::success_result_of(first), "page at /index");
}
