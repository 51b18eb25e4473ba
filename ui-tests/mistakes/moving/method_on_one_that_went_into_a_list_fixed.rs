//! `method_on_one_that_went_into_a_list`, mended: the method comes before the list.

use deferred::{Deferred, list};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = cached("/first");
    let second = cached("/second");
    let pages = deferred::testing::success_result_of(list([first.map(|page| page + " ten"), second]));
    assert!(matches!(&pages[0], Ok(page) if page == "page at /first ten"));
}
