//! `pair_errback_where_nothing_can_fail`, mended: the errback that could never run is gone.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        cached("/index");
        then |page| page.len(),
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
