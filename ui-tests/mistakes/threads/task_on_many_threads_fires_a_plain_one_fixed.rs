//! `task_on_many_threads_fires_a_plain_one`, mended: the pair crosses threads.

use deferred::{testing::success_result_of, threads};
use std::pin::pin;
use std::task::{Context, Waker};

fn run(task: impl Future<Output = ()>) {
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(task).poll(&mut context).is_ready());
}

fn main() {
    let (resolver, length) = threads::pending::<usize, ()>();
    let task = async move { resolver.succeed(4) };
    std::thread::spawn(move || run(task)).join().unwrap();
    assert_eq!(success_result_of(length), 4);
}
