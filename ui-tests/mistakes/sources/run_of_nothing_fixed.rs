//! `run_of_nothing`, mended: there is a future.

use deferred::run;

async fn page() -> &'static str {
    "page"
}

fn main() {
    let page = run!(page());
    assert_eq!(deferred::testing::success_result_of(page), "page");
}
