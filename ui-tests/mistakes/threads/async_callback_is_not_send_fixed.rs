//! `async_callback_is_not_send`, mended: it holds an `Arc`.

use deferred::{chain, testing::success_result_of, threads};
use std::sync::Arc;

async fn measure(page: &str) -> usize {
    page.len()
}

fn main() {
    let (resolver, page) = threads::pending::<&str, ()>();
    let length = chain! {
        page;
        then async |page| {
            let unit = Arc::new(1);
            measure(page).await * *unit
        },
    };
    resolver.succeed("page");
    assert_eq!(success_result_of(length), 4);
}
