//! `finally_gives_a_value`, mended: the clean-up gives nothing.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally || println!("closed"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
