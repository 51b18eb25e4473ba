//! `async_closure`, mended: it gives a Deferred of the future, which somebody drives.

use deferred::{Deferred, chain, testing::success_result_of};
use std::pin::pin;
use std::task::{Context, Waker};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

async fn count(page: String) -> usize {
    page.len()
}

fn main() {
    let length = chain! {
        cached("/index");
        then |page| {
            let (length, task) = Deferred::<usize>::from_future(async move { Ok(count(page).await) });
            assert!(pin!(task).poll(&mut Context::from_waker(Waker::noop())).is_ready());
            length
        },
    };
    assert_eq!(success_result_of(length), 14);
}
