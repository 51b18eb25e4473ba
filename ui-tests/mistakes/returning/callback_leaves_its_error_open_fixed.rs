//! `callback_leaves_its_error_open`, mended: a callback that cannot fail gives the plain value.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| page,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
