//! Cancelling: who is asked, what comes of it, and that no cancel is lost. Cases 21 to 26 of Twisted's edge cases.

mod forwarding;
mod handles;
mod lists;
mod pairs;
mod running;
mod shields;
mod waiting;

use deferred::{Cancelled, Deferred, Resolver};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Broken;

/// What can be cancelled, and can fail otherwise.
pub(crate) type Stoppable<T> = Deferred<T, (Cancelled, Broken)>;

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.0.borrow_mut().push(what.into());
    }

    pub(crate) fn taken(&self) -> Vec<String> {
        self.0.take()
    }
}

/// A pair whose canceller notes that it ran.
pub(crate) fn noting(log: &Log, name: &'static str) -> (Resolver<i32, (Cancelled, Broken)>, Stoppable<i32>) {
    let log = log.clone();
    Deferred::cancellable(move || log.note(name))
}
