//! `first_settled`: the outcome that comes first, value or failure.

use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::panic::Location;

/// Waits for the first outcome: a value, with the index of its member, or a failure, which is the result's own.
///
/// The other members go on, and their outcomes are [late](Members#late-failures).
/// [`members(..).cancel_rest()`](Members::cancel_rest) ends them.
///
/// ```
/// use deferred::{Deferred, first_settled, testing::failure_result_of};
///
/// let (_resolver, page) = Deferred::<&str, (&str,)>::pending();
/// let (stop, stopped) = Deferred::<&str, (&str,)>::pending();
/// let first = first_settled([page, stopped]);
/// stop.fail("stopped");
/// assert_eq!(failure_result_of(first).only(), "stopped");
/// ```
///
/// # Panics
///
/// If there are no members: nothing could ever come.
///
/// Twisted: `DeferredList(members, fireOnOneCallback=True, fireOnOneErrback=True)`. JavaScript: `Promise.race`.
#[track_caller]
#[doc(alias("Promise.race", "select"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn first_settled<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<(usize, T), R, Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).first_settled()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for the first outcome, value or failure: see [`first_settled`].
    ///
    /// # Panics
    ///
    /// If there are no members: nothing could ever come.
    #[track_caller]
    pub fn first_settled(self) -> Deferred<(usize, T), R, Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        assert!(!self.members.is_empty(), "the first of no members never comes");
        self.wait(FirstSettled, Location::caller())
    }
}

pub(super) struct FirstSettled;

impl<T: 'static, R: ErrorSet> Shape<T, R> for FirstSettled {
    type Value = (usize, T);
    type Errors = R;

    fn at_once(&mut self) -> Option<Outcome<(usize, T), R>> {
        None
    }

    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>, _: bool) -> Option<Outcome<(usize, T), R>> {
        Some(outcome.map(|value| (index, value)))
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        Vec::new()
    }
}
