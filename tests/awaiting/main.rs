//! Deferreds in async code, and async code as Deferreds. Cases 43 and 44 of Twisted's edge cases.

mod dropped;
mod many;
mod tasks;
mod wakers;

use deferred::{Deferred, ErrorSet, Outcome};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub(crate) struct Broken(u32);

pub(crate) fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// A Deferred of what `future` gives, and the task that drives it.
pub(crate) fn kept<T, R: ErrorSet, F>(future: F) -> (Deferred<T, R>, impl Future<Output = ()>)
where
    F: Future<Output = Outcome<T, R>> + 'static,
{
    let mut kept = None;
    let d = Deferred::from_future(future, |task| kept = Some(task));
    (d, kept.expect("it was spawned"))
}
