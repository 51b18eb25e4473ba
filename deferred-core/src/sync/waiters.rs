//! A line of waiters, first come, first served; a waiter that was cancelled or dropped leaves the line.

use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::Cancelled;
use crate::error::set::ErrorSet;
use crate::flavour::MaybeReady;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Canceller, CellSender, Flavour, SharedCell, ThisThread};
use alloc::collections::VecDeque;
use core::panic::Location;

/// The line. A waiter that was cancelled or dropped gets nothing, and is taken out when its place is needed.
pub(crate) struct Waiters<T: 'static, R: ErrorSet = (Cancelled,), Thread: Flavour = ThisThread> {
    line: VecDeque<Resolver<T, R, Thread>>,
    /// How many waiters in the line were cancelled since the line was last searched, where the number of waiters is
    /// limited.
    cancelled: Option<Thread::Shared<usize>>,
    /// The index from which to search next for a waiter that was dropped.
    looked: usize,
}

/// How many waiters are searched for each that finds the line full.
const LOOKED_AT: usize = 1_024;

/// A canceller that counts the cancel of its waiter.
pub(crate) struct Leaving<Thread: Flavour>(Thread::Shared<usize>);

send_if!([] Leaving<Thread>);

impl<I, Thread: Flavour> Canceller<I, Thread> for Leaving<Thread> {
    fn cancel(self) -> Option<I> {
        self.0.with(|cancelled| *cancelled += 1);
        None
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Waiters<T, R, Thread> {
    pub(crate) fn new() -> Self {
        Waiters { line: VecDeque::new(), cancelled: None, looked: 0 }
    }

    /// Adds a waiter at the end.
    pub(crate) fn join(&mut self, made: &'static Location<'static>) -> Deferred<T, R, Thread> {
        let (sender, receiver) = Thread::pair(made);
        self.put(sender);
        MaybeReady::Pending(receiver).into()
    }

    /// [`join`](Self::join) where fewer than `limit` wait. The cost of a refusal does not depend on how many wait.
    ///
    /// A waiter that was cancelled leaves at once. The drop of a waiter is not noticed: of a line of more than
    /// [`LOOKED_AT`] only that many are searched each time.
    pub(crate) fn join_among(
        &mut self,
        limit: usize,
        made: &'static Location<'static>,
    ) -> Option<Deferred<T, R, Thread>> {
        let cancelled = self.cancelled.get_or_insert_with(|| SharedCell::new(0)).clone();
        if self.line.len() >= limit {
            if cancelled.with(core::mem::take) > 0 {
                self.line.retain(Resolver::is_wanted);
            }
            self.look_for_one_that_was_dropped();
        }
        if self.line.len() >= limit {
            return None;
        }
        let (sender, receiver) = Thread::pair(made);
        sender.set_canceller(Leaving::<Thread>(cancelled));
        self.put(sender);
        Some(MaybeReady::Pending(receiver).into())
    }

    fn look_for_one_that_was_dropped(&mut self) {
        for _ in 0..self.line.len().min(LOOKED_AT) {
            if self.looked >= self.line.len() {
                self.looked = 0;
            }
            if !self.line[self.looked].is_wanted() {
                self.line.remove(self.looked);
                return;
            }
            self.looked += 1;
        }
    }

    fn put(&mut self, sender: Thread::Sender<Outcome<T, R>>) {
        if self.line.len() == self.line.capacity() {
            self.line.retain(Resolver::is_wanted);
            // Only if most of the waiters are left does the line grow, so that joining costs the same on average
            // however many have gone.
            if self.line.len() > self.line.capacity() / 2 {
                self.line.reserve(self.line.len());
            }
        }
        self.line.push_back(Resolver::new(sender));
    }

    /// Takes the first waiter that still waits. The caller fires it when no lock is held any more; a cancel may
    /// come first then.
    pub(crate) fn next(&mut self) -> Option<Resolver<T, R, Thread>> {
        while let Some(resolver) = self.line.pop_front() {
            if resolver.is_wanted() {
                return Some(resolver);
            }
        }
        None
    }

    /// Takes all waiters.
    pub(crate) fn leave(&mut self) -> Self {
        core::mem::replace(self, Waiters::new())
    }

    /// How many wait.
    pub(crate) fn count(&self) -> usize {
        self.line.iter().filter(|resolver| resolver.is_wanted()).count()
    }
}
