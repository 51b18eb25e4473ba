//! Where failures go that a result does not tell of.

use crate::failure::Failure;
use crate::set::ErrorSet;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use core::cell::RefCell;

/// Takes late failures, with the index of their member.
pub(super) enum Sink<R: ErrorSet> {
    Report,
    Drop,
    Call(Box<dyn FnMut(usize, Failure<R>)>),
}

/// A sink, and what waits for it while it is busy: it may itself make members fail.
pub(super) struct Late<R: ErrorSet> {
    parts: RefCell<Parts<R>>,
}

struct Parts<R: ErrorSet> {
    /// `None` while it is busy.
    sink: Option<Sink<R>>,
    waiting: VecDeque<(usize, Failure<R>)>,
}

impl<R: ErrorSet> Late<R> {
    pub(super) fn new(sink: Sink<R>) -> Self {
        Late { parts: RefCell::new(Parts { sink: Some(sink), waiting: VecDeque::new() }) }
    }

    /// Gives `failure` to the sink, in its turn.
    #[cold]
    pub(super) fn take(&self, index: usize, failure: Failure<R>) {
        /// A sink that panics is there for the next failure all the same.
        struct Busy<'a, R: ErrorSet>(&'a Late<R>, Option<Sink<R>>);
        impl<R: ErrorSet> Drop for Busy<'_, R> {
            fn drop(&mut self) {
                self.0.parts.borrow_mut().sink = self.1.take();
            }
        }

        self.parts.borrow_mut().waiting.push_back((index, failure));
        let Some(sink) = self.parts.borrow_mut().sink.take() else { return };
        let mut busy = Busy(self, Some(sink));
        while let Some((index, failure)) = self.next() {
            match &mut busy.1 {
                Some(Sink::Call(sink)) => sink(index, failure.in_hand()),
                Some(Sink::Drop) => drop(failure.in_hand()),
                Some(Sink::Report) | None => drop(failure),
            }
        }
    }

    fn next(&self) -> Option<(usize, Failure<R>)> {
        self.parts.borrow_mut().waiting.pop_front()
    }
}
