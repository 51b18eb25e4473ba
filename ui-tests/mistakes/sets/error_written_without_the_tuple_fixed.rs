//! `error_written_without_the_tuple`, mended: the set is a tuple.

use deferred::{Deferred, testing};
use std::io;

struct Cache {
    page: Deferred<String, (io::Error,)>,
}

fn main() {
    let cache = Cache { page: Deferred::succeed(String::from("a page")) };
    assert_eq!(testing::success_result_of(cache.page), "a page");
}
