//! `finally_changes_the_result`, mended: `both` changes the result.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        both |outcome| outcome.is_ok(),
    };
    assert_eq!(deferred::testing::success_result_of(page), true);
}
