//! `map_gives_a_future`, mended: the future is waited for.

use deferred::{succeed, testing::success_result_of};

async fn save(page: &'static str) -> usize {
    page.len()
}

fn main() {
    assert_eq!(success_result_of(succeed("page").map_async(save)), 4);
}
