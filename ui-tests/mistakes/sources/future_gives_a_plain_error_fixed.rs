//! `future_gives_a_plain_error`, mended: the error becomes a failure.

use deferred::{Deferred, Failure, run, testing::success_result_of};

#[derive(Debug)]
struct NotFound;

async fn read() -> Result<String, NotFound> {
    Err(NotFound)
}

fn main() {
    let page: Deferred<String, (NotFound,)> = run(async { read().await.map_err(Failure::new) });
    assert_eq!(success_result_of(page.catch(|_: NotFound| "none".to_owned())), "none");
}
