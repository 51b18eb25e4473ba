// Code: E-task-stays-on-its-thread
// Words: rustc's own (syntax)
//! A task that runs on any thread awaits a plain Deferred, as with `tokio::spawn`.
//!
//! Twisted has one thread for its reactor, and all coroutines run there.
//!
//! Awaiting is attaching a callback, and then looking whether it has run: with a plain Deferred both are for one thread.
//!
//! The fix: a task of this thread, as `tokio::task::spawn_local` makes it; or a Deferred of `threads::pending`.

use deferred::Deferred;
use std::pin::pin;
use std::task::{Context, Waker};

fn run(task: impl Future<Output = ()>) {
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(task).poll(&mut context).is_ready());
}

fn main() {
    let (resolver, page) = Deferred::<String>::pending();
    resolver.succeed("page".to_owned());
    let task = async move { drop(page.await) };
    std::thread::spawn(move || run(task));
}
