//! A future polled by whoever fires: the least that an executor could do, without its queue and its wake-ups.

use crate::callbacks::Outcome;
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A task whose type the one who polls it does not know, as in any executor.
pub(super) struct Polled<'a>(Pin<&'a mut dyn Future<Output = Outcome>>);

impl<'a> Polled<'a> {
    /// Polled once, so that it waits.
    #[inline(always)]
    pub(super) fn waiting(task: Pin<&'a mut dyn Future<Output = Outcome>>) -> Self {
        let mut polled = Polled(black_box(task));
        assert!(polled.poll().is_pending());
        polled
    }

    #[inline(always)]
    pub(super) fn poll(&mut self) -> Poll<Outcome> {
        self.0.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }

    /// The outcome, once everything that the future waits for was fired.
    #[inline(always)]
    pub(super) fn taken(mut self) -> Outcome {
        match self.poll() {
            Poll::Ready(outcome) => outcome,
            Poll::Pending => panic!("the task is still pending"),
        }
    }

    /// [`taken`](Self::taken) for a future each of whose polls makes something to be fired, which `fire_next` does.
    #[inline(always)]
    pub(super) fn taken_after(mut self, mut fire_next: impl FnMut()) -> Outcome {
        loop {
            match self.poll() {
                Poll::Ready(outcome) => return outcome,
                Poll::Pending => fire_next(),
            }
        }
    }
}

/// A future that is ready at once, and whose type is known: no task is made of it.
#[inline(always)]
pub(super) fn ready_at_once(task: impl Future<Output = Outcome>) -> Outcome {
    match std::pin::pin!(task).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("the task is still pending"),
    }
}
