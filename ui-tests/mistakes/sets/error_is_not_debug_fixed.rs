//! `error_is_not_debug`, mended: it can be printed.

use deferred::{Deferred, testing};

#[derive(Debug)]
struct Timeout;

struct Cache {
    page: Deferred<String, (Timeout,)>,
}

fn main() {
    let cache = Cache { page: Deferred::fail(Timeout) };
    assert!(testing::failure_result_of(cache.page).is::<Timeout>());
}
