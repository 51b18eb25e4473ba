//! `inspect_gives_a_value`, mended: `then` goes on with the length.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| page.len(),
    };
    assert_eq!(deferred::testing::success_result_of(page), 14);
}
