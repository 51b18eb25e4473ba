//! `task_on_many_threads_awaits_a_plain_one`, mended: the pair crosses threads.

use deferred::threads;
use std::pin::pin;
use std::task::{Context, Waker};

fn run(task: impl Future<Output = ()>) {
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(task).poll(&mut context).is_ready());
}

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    resolver.succeed("page".to_owned());
    let task = async move { drop(page.await) };
    std::thread::spawn(move || run(task)).join().unwrap();
}
