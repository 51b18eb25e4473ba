//! `callback_added_after_it_went_into_a_list`, mended: the callback comes before the list.

use deferred::{Deferred, chain, list};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = cached("/first");
    let second = cached("/second");
    let longer = chain! { first; then |page| page + " ten" };
    let pages = deferred::testing::success_result_of(list([longer, second]));
    assert!(matches!(&pages[0], Ok(page) if page == "page at /first ten"));
}
