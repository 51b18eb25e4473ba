//! Those who wait for something that one of them gets, in the order in which they came.

use crate::cancel::Cancelled;
use crate::deferred::Deferred;
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use alloc::collections::VecDeque;

/// First come, first served. Who was cancelled or dropped gets nothing, and is taken out when the place is needed.
pub(crate) struct Waiters<T: 'static, R: ErrorSet = (Cancelled,)> {
    line: VecDeque<Resolver<T, R>>,
}

impl<T: 'static, R: ErrorSet> Waiters<T, R> {
    pub(crate) fn new() -> Self {
        Waiters { line: VecDeque::new() }
    }

    /// One more, at the end.
    #[track_caller]
    pub(crate) fn join(&mut self) -> Deferred<T, R> {
        let (resolver, d) = Deferred::pending();
        if self.line.len() == self.line.capacity() {
            self.line.retain(Resolver::is_wanted);
            // Where most of them still wait, so that joining costs the same on average however many have gone.
            if self.line.len() > self.line.capacity() / 2 {
                self.line.reserve(self.line.len());
            }
        }
        self.line.push_back(resolver);
        d
    }

    /// The first who still waits. Whoever asks fires it when nothing is borrowed any more.
    pub(crate) fn next(&mut self) -> Option<Resolver<T, R>> {
        while let Some(resolver) = self.line.pop_front() {
            if resolver.is_wanted() {
                return Some(resolver);
            }
        }
        None
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
