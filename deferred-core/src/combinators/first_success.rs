//! `first_success`: the first value, or all failures.

use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorOf, ErrorSet, Value};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// Waits for the first value, with the index of its member, or until all members have failed.
///
/// The other members go on; their values are dropped then, and their failures are [late](Members#late-failures), as
/// are those from before the value came. Without members the result is ready at once: [`AllFailed`], with no
/// failures.
///
/// ```
/// use deferred::{Deferred, fail, first_success, testing::failure_result_of};
///
/// let first: Deferred<(usize, u8), _> = first_success([fail("refused"), fail("gone")]);
/// let failures = failure_result_of(first).only().failures;
/// assert_eq!(failures.into_iter().map(|failure| failure.only()).collect::<Vec<_>>(), ["refused", "gone"]);
/// ```
///
/// Twisted: `DeferredList(members, fireOnOneCallback=True)`, whose result is a list where all fail, and which never fires
/// where there are no members.
#[track_caller]
#[doc(alias = "fireOnOneCallback")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn first_success<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<(usize, T), (AllFailed<R>,), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).first_success()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for the first value, or for all to have failed: see [`first_success`].
    #[track_caller]
    #[doc(alias = "fireOnOneCallback")]
    pub fn first_success(self) -> Deferred<(usize, T), (AllFailed<R>,), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let site = Site::here(Stage::FirstSuccess);
        let shape = FirstSuccess::of(self.members.len(), site);
        self.wait(shape, site.location())
    }
}

/// The failures so far, each at its member's index. They are in flight until the result has them.
pub(super) struct FirstSuccess<R: ErrorSet> {
    failures: Vec<Option<Failure<R>>>,
    missing: usize,
    site: Site,
}

impl<R: ErrorSet> FirstSuccess<R> {
    pub(super) fn of(len: usize, site: Site) -> Self {
        let mut failures = Vec::new();
        failures.resize_with(len, || None);
        FirstSuccess { failures, missing: len, site }
    }

    /// Adds the failure of a member.
    pub(super) fn add_failure(&mut self, index: usize, failure: Failure<R>) {
        self.failures[index] = Some(failure);
        self.missing -= 1;
    }

    /// The place where the user asked for the result.
    pub(super) fn made(&self) -> &'static Location<'static> {
        self.site.location()
    }

    /// Whether every member has failed.
    pub(super) fn have_all_failed(&self) -> bool {
        self.missing == 0
    }

    /// Whether every failure so far is that of a cancelled member.
    pub(super) fn are_all_cancelled(&self) -> bool {
        self.failures.iter().flatten().all(Failure::is_the::<Cancelled>)
    }

    /// Takes all failures, for the result.
    pub(super) fn all_failed<E: ErrorSet, Index>(&mut self) -> Failure<E>
    where
        AllFailed<R>: ErrorOf<E, Index>,
    {
        let failures = core::mem::take(&mut self.failures).into_iter();
        let failures = failures.flatten().map(Failure::in_hand).collect();
        Failure::raise(AllFailed { failures }, self.site)
    }

    /// The failures that the result does not have.
    pub(super) fn left_over<T>(self) -> Vec<(usize, Outcome<T, R>)> {
        let failures = self.failures.into_iter().enumerate();
        failures.filter_map(|(index, failure)| Some((index, Err(failure?)))).collect()
    }
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for FirstSuccess<R> {
    type Value = (usize, T);
    type Errors = (AllFailed<R>,);

    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>> {
        self.have_all_failed().then(|| Err(self.all_failed()))
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        _: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>> {
        match outcome {
            Ok(value) => return Some(Ok((index, value))),
            Err(failure) => self.add_failure(index, failure),
        }
        Shape::<T, R>::at_once(self)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.left_over()
    }
}

/// Every member failed: the error of [`first_success`] and [`race`](crate::race).
///
/// ```
/// use deferred::{fail, first_success, testing::failure_result_of};
///
/// let page = first_success([fail::<u8, _>("no route"), fail("timeout")]);
/// assert_eq!(failure_result_of(page).only().failures.len(), 2);
/// ```
///
/// Twisted: the `FailureGroup` of `race`.
#[doc(alias = "FailureGroup")]
pub struct AllFailed<R: ErrorSet + 'static> {
    /// The failure of each member, in the order of the members.
    pub failures: Vec<Failure<R>>,
}

impl<R: ErrorSet> Debug for AllFailed<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AllFailed ")?;
        f.debug_list().entries(&self.failures).finish()
    }
}

impl<R: ErrorSet> Display for AllFailed<R>
where
    Value<R>: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.failures.is_empty() {
            "there was nothing to wait for"
        } else {
            "all have failed"
        })?;
        for (index, failure) in self.failures.iter().enumerate() {
            write!(f, "{} {failure}", if index == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl<R: ErrorSet> Error for AllFailed<R> where Value<R>: Error {}
