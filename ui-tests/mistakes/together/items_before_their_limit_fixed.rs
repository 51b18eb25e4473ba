//! `items_before_their_limit`, mended: the limit stands first.

use deferred::{Deferred, succeed, testing::success_result_of, windowed};

fn fetch(url: &str) -> Deferred<String> {
    succeed(format!("page at {url}"))
}

fn main() {
    let pages = windowed(2, ["/a", "/b"], |url| fetch(url));
    assert_eq!(success_result_of(pages), ["page at /a", "page at /b"]);
}
