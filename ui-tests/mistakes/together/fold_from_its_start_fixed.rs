//! `fold_from_its_start`, mended: the items stand first.

use deferred::{Deferred, fold, succeed, testing::success_result_of};

fn fetch(url: &str) -> Deferred<String> {
    succeed(format!("page at {url}"))
}

fn main() {
    let length = fold(["/a", "/b"], 0, |length, url| fetch(url).map(move |page| length + page.len()));
    assert_eq!(success_result_of(length), 20);
}
