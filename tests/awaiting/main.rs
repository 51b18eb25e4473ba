//! Deferreds in async code, and async code as Deferreds. Cases 43 and 44 of Twisted's edge cases.

mod dropped;
mod many;
mod tasks;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub(crate) struct Broken(u32);

pub(crate) fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}
