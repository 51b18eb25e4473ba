//! `future_gives_a_plain_error`, mended: a chain makes a failure of the error.

use deferred::{Deferred, chain, testing::success_result_of};
use std::pin::pin;
use std::task::{Context, Waker};

#[derive(Debug)]
struct NotFound;

async fn read() -> Result<String, NotFound> {
    Err(NotFound)
}

fn main() {
    let outcome = async { chain! { read().await; }.await };
    let (page, task) = Deferred::<String, (NotFound,)>::from_future(outcome);
    assert!(pin!(task).poll(&mut Context::from_waker(Waker::noop())).is_ready());
    assert_eq!(success_result_of(page.catch(|_: NotFound| "none".to_owned())), "none");
}
