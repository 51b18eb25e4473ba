//! `future_gives_a_plain_error`, mended: the error becomes a failure.

use deferred::{Deferred, Failure, testing::success_result_of};
use std::pin::pin;
use std::task::{Context, Waker};

#[derive(Debug)]
struct NotFound;

async fn read() -> Result<String, NotFound> {
    Err(NotFound)
}

fn main() {
    let outcome = async { read().await.map_err(Failure::new) };
    let (page, task) = Deferred::<String, (NotFound,)>::from_future(outcome);
    assert!(pin!(task).poll(&mut Context::from_waker(Waker::noop())).is_ready());
    assert_eq!(success_result_of(page.catch(|_: NotFound| "none".to_owned())), "none");
}
