//! `async_block`, mended: it becomes a Deferred first.

use deferred::{Deferred, chain, testing::success_result_of};
use std::pin::pin;
use std::task::{Context, Waker};

async fn read() -> usize {
    5
}

fn main() {
    let (count, task) = Deferred::<usize>::from_future(async { Ok(read().await) });
    let doubled: Deferred<usize> = chain! {
        count;
        then |count| count * 2,
    };
    assert!(pin!(task).poll(&mut Context::from_waker(Waker::noop())).is_ready());
    assert_eq!(success_result_of(doubled), 10);
}
