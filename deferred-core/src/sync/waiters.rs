//! Those who wait for something that one of them gets, in the order in which they came.

use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::interruption::Cancelled;
use crate::error::set::ErrorSet;
use crate::flavour::MaybeReady;
use crate::flavour::{Flavour, ThisThread};
use alloc::collections::VecDeque;
use core::panic::Location;

/// First come, first served. Who was cancelled or dropped gets nothing, and is taken out when the place is needed.
pub(crate) struct Waiters<T: 'static, R: ErrorSet = (Cancelled,), Thread: Flavour = ThisThread> {
    line: VecDeque<Resolver<T, R, Thread>>,
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Waiters<T, R, Thread> {
    pub(crate) fn new() -> Self {
        Waiters { line: VecDeque::new() }
    }

    /// One more, at the end.
    pub(crate) fn join(&mut self, made: &'static Location<'static>) -> Deferred<T, R, Thread> {
        let (sender, receiver) = Thread::pair(made);
        if self.line.len() == self.line.capacity() {
            self.line.retain(Resolver::is_wanted);
            // Where most of them still wait, so that joining costs the same on average however many have gone.
            if self.line.len() > self.line.capacity() / 2 {
                self.line.reserve(self.line.len());
            }
        }
        self.line.push_back(Resolver::new(sender));
        MaybeReady::Pending(receiver).into()
    }

    /// The first who still waits. Whoever asks fires it when nothing is held any more; a cancel may be first then.
    pub(crate) fn next(&mut self) -> Option<Resolver<T, R, Thread>> {
        while let Some(resolver) = self.line.pop_front() {
            if resolver.is_wanted() {
                return Some(resolver);
            }
        }
        None
    }

    /// All of them.
    pub(crate) fn leave(&mut self) -> Self {
        core::mem::replace(self, Waiters::new())
    }

    /// How many wait.
    pub(crate) fn count(&self) -> usize {
        self.line.iter().filter(|resolver| resolver.is_wanted()).count()
    }

    /// Whether fewer than `limit` wait.
    pub(crate) fn are_fewer_than(&self, limit: usize) -> bool {
        self.line.len() < limit || self.count() < limit
    }
}
