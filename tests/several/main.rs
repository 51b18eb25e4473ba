//! Waiting for several Deferreds: each shape of result, late failures, cancels and ends. Cases 30 to 38 of Twisted's edge cases.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/long.rs"]
mod long;

mod cancelling;
mod ends;
mod first_failure;
mod first_success;
mod gather;
mod gather_all;
mod join;
mod late;
mod list;
mod race;
mod reentrancy;
mod rest;
mod sizes;
mod some;
mod windowed;

use deferred::{Cancelled, Deferred, Failure, Resolver};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Broken(pub i32);

pub(crate) type Set = (Cancelled, Broken);
pub(crate) type Member = Deferred<i32, Set>;
pub(crate) type Fires = Resolver<i32, Set>;

pub(crate) fn pending<const N: usize>() -> ([Fires; N], [Member; N]) {
    let pairs: [_; N] = std::array::from_fn(|_| Member::pending());
    let (mut fires, mut members) = (Vec::new(), Vec::new());
    for (resolver, member) in pairs {
        fires.push(resolver);
        members.push(member);
    }
    (fires.try_into().unwrap(), members.try_into().unwrap())
}

pub(crate) fn broken(failure: &Failure<Set>) -> Option<i32> {
    failure.check::<Broken>().map(|broken| broken.0)
}

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

    /// A sink that notes what it gets.
    pub(crate) fn sink(&self) -> impl FnMut(usize, Failure<Set>) + 'static {
        let log = self.clone();
        move |index, failure| {
            let what = broken(&failure).map_or("cancelled".into(), |n| n.to_string());
            log.note(format!("{index}: {what}"));
        }
    }

    /// A pair whose canceller notes that it ran.
    pub(crate) fn pair(&self, name: &'static str) -> (Fires, Member) {
        let log = self.clone();
        Deferred::cancellable(move || log.note(name))
    }
}
