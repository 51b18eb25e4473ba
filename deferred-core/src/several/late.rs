//! Where failures go that a result does not tell of.

use super::heart::Heart;
use crate::failure::Failure;
use crate::flavour::{Assured, Flavour};
use crate::set::ErrorSet;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use core::marker::PhantomData;

type Takes<R> = Box<dyn FnMut(usize, Failure<R>)>;

/// Takes late failures, with the index of their member.
pub(super) enum Sink<R: ErrorSet, Thread> {
    Report,
    Drop,
    Call(Assured<Takes<R>, Thread>),
}

/// A sink for failures of members that have `T`s, and what waits for it while it is busy: it may itself make members fail.
pub(super) struct Late<T, R: ErrorSet, Thread> {
    /// `None` while it is busy.
    sink: Option<Sink<R, Thread>>,
    waiting: VecDeque<(usize, Failure<R>)>,
    members: PhantomData<fn() -> T>,
}

impl<T, R: ErrorSet, Thread> Late<T, R, Thread> {
    pub(super) fn new(sink: Sink<R, Thread>) -> Self {
        Late { sink: Some(sink), waiting: VecDeque::new(), members: PhantomData }
    }
}

impl<S, V, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour> Heart<S, V, E, Late<T, R, Thread>, Thread> {
    /// Gives `failure` to the sink, in its turn.
    #[cold]
    pub(super) fn take_late(&self, index: usize, failure: Failure<R>) {
        let sink = self.with_late(|late| {
            late.waiting.push_back((index, failure));
            late.sink.take()
        });
        let Some(sink) = sink else { return };
        let mut busy = Busy { heart: self, sink: Some(sink) };
        while let Some((index, failure)) = busy.next() {
            match &mut busy.sink {
                Some(Sink::Call(sink)) => sink.as_mut()(index, failure.in_hand()),
                Some(Sink::Drop) => drop(failure.in_hand()),
                Some(Sink::Report) | None => drop(failure),
            }
        }
    }
}

/// A sink at work. One that panics is there for the next failure all the same.
struct Busy<'a, S: 'static, V: 'static, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour> {
    heart: &'a Heart<S, V, E, Late<T, R, Thread>, Thread>,
    /// `None` once it was put back.
    sink: Option<Sink<R, Thread>>,
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Busy<'_, S, V, E, T, R, Thread> {
    /// The next that waits. If none does, the sink is put back.
    fn next(&mut self) -> Option<(usize, Failure<R>)> {
        let sink = &mut self.sink;
        self.heart.with_late(|late| {
            let next = late.waiting.pop_front();
            if next.is_none() {
                late.sink = sink.take();
            }
            next
        })
    }
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Drop for Busy<'_, S, V, E, T, R, Thread> {
    fn drop(&mut self) {
        if let Some(sink) = self.sink.take() {
            self.heart.with_late(|late| late.sink = Some(sink));
        }
    }
}
