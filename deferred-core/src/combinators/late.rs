//! Late outcomes, which come when the result of several members is decided: which sink takes each of them.

use super::join_state::JoinState;
use crate::deferred::Outcome;
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, CheckedSend, Flavour};
use alloc::boxed::Box;
use alloc::collections::VecDeque;

type LateFn<X> = Box<dyn FnMut(usize, X)>;

/// The caller's choices for members that the result leaves behind.
pub(super) struct Late<T, R: ErrorSet, Thread> {
    /// `None` while a sink runs.
    sinks: Option<Sinks<T, R, Thread>>,
    /// Outcomes that wait for a running sink, which may itself make members come to an outcome.
    waiting: VecDeque<(usize, Outcome<T, R>)>,
    /// Whether pending members are cancelled when the result is decided.
    pub(super) cancels_rest: bool,
}

/// The sinks of late outcomes, each called with the index of the member.
pub(super) struct Sinks<T, R: ErrorSet, Thread> {
    failures: ForFailures<R, Thread>,
    /// The sink of late values, which are dropped if there is none.
    values: Option<CheckedSend<LateFn<T>, Thread>>,
}

enum ForFailures<R: ErrorSet, Thread> {
    Report,
    Drop,
    Call(CheckedSend<LateFn<Failure<R>>, Thread>),
}

impl<T, R: ErrorSet, Thread> Late<T, R, Thread> {
    /// The default: failures are reported, values are dropped, and members go on.
    pub(super) fn new() -> Self {
        let sinks = Sinks { failures: ForFailures::Report, values: None };
        Late { sinks: Some(sinks), waiting: VecDeque::new(), cancels_rest: false }
    }

    fn sinks(&mut self) -> &mut Sinks<T, R, Thread> {
        self.sinks.as_mut().expect("the sinks are only taken while late outcomes are handled")
    }

    pub(super) fn drop_failures(&mut self) {
        self.sinks().failures = ForFailures::Drop;
    }

    pub(super) fn call_with_failures<F: FnMut(usize, Failure<R>) + 'static>(&mut self, sink: F)
    where
        Thread: Carries<F>,
    {
        self.sinks().failures = ForFailures::Call(CheckedSend::boxed(sink));
    }

    pub(super) fn call_with_values<F: FnMut(usize, T) + 'static>(&mut self, sink: F)
    where
        Thread: Carries<F>,
    {
        self.sinks().values = Some(CheckedSend::boxed(sink));
    }
}

impl<T, R: ErrorSet, Thread> Sinks<T, R, Thread> {
    fn take(&mut self, index: usize, late: Outcome<T, R>) {
        match (late, &mut self.failures, &mut self.values) {
            (Ok(value), _, Some(sink)) => sink.as_mut()(index, value),
            (Ok(value), _, None) => drop(value),
            (Err(failure), ForFailures::Call(sink), _) => sink.as_mut()(index, failure.in_hand()),
            (Err(failure), ForFailures::Drop, _) => drop(failure.in_hand()),
            (Err(failure), ForFailures::Report, _) => drop(failure),
        }
    }
}

impl<S, V, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour>
    JoinState<S, V, E, Late<T, R, Thread>, Thread>
{
    /// Passes an outcome that the result does not contain to the sinks, in order, unless it comes of a requested cancel.
    #[cold]
    pub(super) fn take_late(&self, index: usize, late: Outcome<T, R>) {
        let late = match late {
            Err(failure) => match self.unasked(failure) {
                Some(failure) => Err(failure),
                None => return,
            },
            value => value,
        };
        let sinks = self.with_late(|all| {
            all.waiting.push_back((index, late));
            all.sinks.take()
        });
        let Some(sinks) = sinks else { return };
        let mut busy = Busy { join: self, sinks: Some(sinks) };
        while let Some((index, late)) = busy.next() {
            if let Some(sinks) = &mut busy.sinks {
                sinks.take(index, late);
            }
        }
    }
}

/// Takes the sinks while one runs, and puts them back even if it panics.
struct Busy<'a, S: 'static, V: 'static, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour> {
    join: &'a JoinState<S, V, E, Late<T, R, Thread>, Thread>,
    /// `None` once they were put back.
    sinks: Option<Sinks<T, R, Thread>>,
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Busy<'_, S, V, E, T, R, Thread> {
    /// The next outcome that waits. If there is none, the sinks are put back.
    fn next(&mut self) -> Option<(usize, Outcome<T, R>)> {
        let sinks = &mut self.sinks;
        self.join.with_late(|all| {
            let next = all.waiting.pop_front();
            if next.is_none() {
                all.sinks = sinks.take();
            }
            next
        })
    }
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Drop for Busy<'_, S, V, E, T, R, Thread> {
    fn drop(&mut self) {
        if let Some(sinks) = self.sinks.take() {
            self.join.with_late(|all| all.sinks = Some(sinks));
        }
    }
}
