// Code: E-task-stays-on-its-thread
// Words: rustc's own (syntax)
//! A task that runs on any thread fires a plain Deferred, as with `tokio::spawn`.
//!
//! Twisted has one thread for its reactor, and all coroutines run there.
//!
//! An executor with several threads takes only tasks that are `Send`, and what a task holds must be so. A plain resolver is
//! not, and the compiler says which value of the task it is.
//!
//! The fix: a task of this thread, as `tokio::task::spawn_local` makes it; or a pair of `threads::pending`.

use deferred::Deferred;
use std::pin::pin;
use std::task::{Context, Waker};

fn run(task: impl Future<Output = ()>) {
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(task).poll(&mut context).is_ready());
}

fn main() {
    let (resolver, length) = Deferred::<usize>::pending();
    let task = async move { resolver.succeed(4) };
    std::thread::spawn(move || run(task));
    length.detach();
}
