//! `an_error_where_nothing_can_happen`, mended: the checkpoint states that nothing can be in
//! flight.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        raises nothing,
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
