//! Time: clocks, timeouts, calls that wait and calls that repeat. Cases 27 to 29 of Twisted's edge cases.

mod clock;
#[path = "../common/mod.rs"]
mod common;
mod count;
mod give_up;
mod later;
#[path = "../common/long.rs"]
mod long;
mod long_loops;
mod looping;
mod looping_ends;
mod stage;
mod strange_clocks;
mod timeout;
mod timeout_with;

use deferred::{Cancelled, Deferred, Resolver};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Broken;

/// What can be cancelled, and can fail otherwise.
pub(crate) type Stoppable<T> = Deferred<T, (Cancelled, Broken)>;

/// Nothing: what a test expects where nothing is noted.
pub(crate) const NOTHING: [&str; 0] = [];

pub(crate) const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

pub(crate) const SECOND: Duration = seconds(1);

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    pub(crate) fn note(&self, what: impl ToString) {
        self.0.borrow_mut().push(what.to_string());
    }

    pub(crate) fn taken(&self) -> Vec<String> {
        self.0.take()
    }

    /// A callback that notes its name.
    pub(crate) fn noting(&self, name: &'static str) -> Box<dyn FnOnce()> {
        let log = self.clone();
        Box::new(move || log.note(name))
    }
}

/// A pair whose canceller notes that it ran.
pub(crate) fn noting(log: &Log, name: &'static str) -> (Resolver<i32, (Cancelled, Broken)>, Stoppable<i32>) {
    let log = log.clone();
    Deferred::cancellable(move || log.note(name))
}
