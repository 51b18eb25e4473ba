//! `future_gives_a_plain_value`, mended: it gives an outcome.

use deferred::{Deferred, testing::success_result_of};
use std::pin::pin;
use std::task::{Context, Waker};

fn main() {
    let (length, task) = Deferred::<usize>::from_future(async { Ok("page".len()) });
    assert!(pin!(task).poll(&mut Context::from_waker(Waker::noop())).is_ready());
    assert_eq!(success_result_of(length), 4);
}
