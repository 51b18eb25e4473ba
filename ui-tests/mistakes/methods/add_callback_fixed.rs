//! `add_callback`, mended: `map` gives a new Deferred.

use deferred::{Deferred, testing::success_result_of};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").map(|page| page.trim().to_owned());
    assert_eq!(success_result_of(page), "page at /index");
}
