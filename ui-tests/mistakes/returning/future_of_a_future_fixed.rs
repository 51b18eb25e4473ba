//! `future_of_a_future`, mended: the inner one is awaited.

use deferred::{chain, succeed, testing::success_result_of};

async fn save(page: &'static str) -> usize {
    page.len()
}

fn main() {
    let saved = chain! {
        succeed("page");
        then async |page| save(page).await,
    };
    assert_eq!(success_result_of(saved), 4);
}
