//! `used_after_it_was_chained`, mended: one chain gives both.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    let both = chain! { page; then |page| (page.len(), page.to_uppercase()) };
    assert_eq!(deferred::testing::success_result_of(both), (14, String::from("PAGE AT /INDEX")));
}
