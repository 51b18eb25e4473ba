//! Results that have what comes first: `first_settled`, value or failure; `first_success`, the first value; `race`,
//! which cancels the others then; `some`, the first so many values.

use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::{CanBeCancelled, ErrorOf, ErrorSet, Value};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour, Payload};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::{self, Debug, Display};
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
    fn of(len: usize, site: Site) -> Self {
        let mut failures = Vec::new();
        failures.resize_with(len, || None);
        FirstSuccess { failures, missing: len, site }
    }

    /// Adds the failure of a member.
    fn add_failure(&mut self, index: usize, failure: Failure<R>) {
        self.failures[index] = Some(failure);
        self.missing -= 1;
    }

    /// The place where the user asked for the result.
    fn made(&self) -> &'static Location<'static> {
        self.site.location()
    }

    /// Whether every member has failed.
    fn have_all_failed(&self) -> bool {
        self.missing == 0
    }

    /// Whether every failure so far is that of a cancelled member.
    fn are_all_cancelled(&self) -> bool {
        self.failures.iter().flatten().all(Failure::is_the::<Cancelled>)
    }

    /// Takes all failures, for the result.
    fn all_failed<E: ErrorSet, Index>(&mut self) -> Failure<E>
    where
        AllFailed<R>: ErrorOf<E, Index>,
    {
        let failures = core::mem::take(&mut self.failures).into_iter();
        let failures = failures.flatten().map(Failure::in_hand).collect();
        Failure::raise(AllFailed { failures }, self.site)
    }

    /// The failures that the result does not have.
    fn left_over<T>(self) -> Vec<(usize, Outcome<T, R>)> {
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

/// Waits for the first value, with the index of its member, and cancels the others; fails if all members have
/// failed.
///
/// A member that fails is out of the race, and cancels nobody. The losers are cancelled once each, before the
/// result is ready, and the winner never. Their outcomes are late, as in [`first_success`](crate::first_success);
/// that they are [`Cancelled`](crate::Cancelled) was asked for, and is no failure. Without members the result is
/// ready at once: [`AllFailed`], with no failures.
///
/// A cancel of the race goes to each member. If all of them are `Cancelled` then, so is the race; if one has failed
/// otherwise, the race fails with all failures, as without a cancel.
///
/// ```
/// use deferred::{Cancelled, Deferred, race, testing::success_result_of};
///
/// let (mirror, a) = Deferred::<&str, (Cancelled,)>::pending();
/// let (other, b) = Deferred::<&str, (Cancelled,)>::pending();
/// let page = race([a, b]);
/// other.succeed("page");
/// assert_eq!(success_result_of(page), (1, "page"));
/// assert!(mirror.is_cancelled());
/// ```
///
/// Twisted: `race`, which never fires where there are no members.
#[track_caller]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn race<T: 'static, R: CanBeCancelled<Which>, Which, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<(usize, T), (AllFailed<R>, Cancelled), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).race()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for the first value, and cancels the others: see [`race`].
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn race<Which>(self) -> Deferred<(usize, T), (AllFailed<R>, Cancelled), Thread> where R: CanBeCancelled<Which>, Thread: Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Race);
        let shape = Race(FirstSuccess::of(self.members.len(), site));
        self.wait(shape, site.location())
    }
}

pub(super) struct Race<R: ErrorSet>(FirstSuccess<R>);

impl<T: 'static, R: ErrorSet> Shape<T, R> for Race<R> {
    type Value = (usize, T);
    type Errors = (AllFailed<R>, Cancelled);
    const CANCELS: bool = true;

    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>> {
        self.0.have_all_failed().then(|| Err(self.0.all_failed()))
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        asked: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>> {
        match outcome {
            Ok(value) => return Some(Ok((index, value))),
            Err(failure) => self.0.add_failure(index, failure),
        }
        if asked && self.0.have_all_failed() && self.0.are_all_cancelled() {
            return Outcome::cancelled(self.0.made());
        }
        Shape::<T, R>::at_once(self)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.0.left_over()
    }
}

/// Waits for the first `wanted` values, with the index of each one's member; fails if too many members have failed.
///
/// The values are in the order in which they came. The other members go on; their values are dropped then, and
/// their failures are [late](Members#late-failures). A result that needs no member is ready at once: `[]` where
/// `wanted` is 0, and [`TooFew`] where there are fewer members than `wanted`.
///
/// ```
/// use deferred::{Deferred, some, succeed, testing::success_result_of};
///
/// let votes = [succeed("yes"), succeed("yes"), Deferred::pending().1];
/// assert_eq!(success_result_of(some(2, votes)), [(0, "yes"), (1, "yes")]);
/// ```
///
/// Twisted has no counterpart: `DeferredList(fireOnOneCallback=True)` waits for one.
#[track_caller]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn some<W, T: 'static, R: ErrorSet, I: HasWanted<W, T, R, Thread>, Thread>(wanted: W, from: I) -> Deferred<Vec<(usize, T)>, (TooFew<R>,), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).some(I::wanted(wanted))
}

/// What [`some`](crate::some()) waits for: several Deferreds, behind how many of them are wanted, a `usize`.
///
/// The two are asked for at once, so that the compiler says one thing of them where they are swapped.
#[diagnostic::on_unimplemented(
    message = "how many are wanted stands first, and then Deferreds of one type; here they are `{W}` and `{Self}` [E-join-of-no-deferred]",
    label = "here should be Deferreds of one type, behind a `usize`",
    note = "write them as in `some(2, [a, b, c])`; see `deferred::mistakes::e_join_of_no_deferred`"
)]
pub trait HasWanted<W, T: 'static, R: ErrorSet, Thread: Flavour>: SeveralDeferreds<T, R, Thread> {
    #[doc(hidden)]
    fn wanted(wanted: W) -> usize;
}

#[diagnostic::do_not_recommend]
impl<I: SeveralDeferreds<T, R, Thread>, T: 'static, R: ErrorSet, Thread: Flavour>
    HasWanted<usize, T, R, Thread> for I
{
    #[inline]
    fn wanted(wanted: usize) -> usize {
        wanted
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for the first `wanted` values, or for too many failures: see [`some`].
    #[track_caller]
    pub fn some(self, wanted: usize) -> Deferred<Vec<(usize, T)>, (TooFew<R>,), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let made = Location::caller();
        let missing = self.members.len();
        self.wait(Wanted { wanted, missing, values: Vec::new(), failures: Vec::new(), made }, made)
    }
}

/// The values and the failures so far. The failures are in flight until the result has them.
pub(super) struct Wanted<T, R: ErrorSet> {
    wanted: usize,
    missing: usize,
    values: Vec<(usize, T)>,
    failures: Vec<(usize, Failure<R>)>,
    made: &'static Location<'static>,
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for Wanted<T, R> {
    type Value = Vec<(usize, T)>;
    type Errors = (TooFew<R>,);

    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>> {
        if self.values.len() == self.wanted {
            return Some(Ok(core::mem::take(&mut self.values)));
        }
        if self.values.len() + self.missing >= self.wanted {
            return None;
        }
        let failures = core::mem::take(&mut self.failures).into_iter();
        let mut failures: Vec<_> = failures.map(|(index, failure)| (index, failure.in_hand())).collect();
        failures.sort_by_key(|&(index, _)| index);
        let too_few = TooFew { wanted: self.wanted, failures };
        Some(Err(Failure::raise(too_few, Site::at(self.made, Stage::Some))))
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        _: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>> {
        self.missing -= 1;
        match outcome {
            Ok(value) => self.values.push((index, value)),
            Err(failure) => self.failures.push((index, failure)),
        }
        self.at_once()
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        let values = self.values.into_iter().map(|(index, value)| (index, Ok(value)));
        values.chain(self.failures.into_iter().map(|(index, failure)| (index, Err(failure)))).collect()
    }
}

/// So many members failed that too few are left: the error of [`some`].
///
/// ```
/// use deferred::{fail, some, succeed, testing::failure_result_of};
///
/// let replicas = [succeed(1).raises_at_most(), fail("down"), fail("slow")];
/// let too_few = failure_result_of(some(2, replicas)).only();
/// assert_eq!((too_few.wanted, too_few.failures.len()), (2, 2));
/// ```
///
/// Twisted has no counterpart.
pub struct TooFew<R: ErrorSet + 'static> {
    /// How many values were wanted.
    pub wanted: usize,
    /// The failures so far, each with the index of its member, in the order of the members.
    pub failures: Vec<(usize, Failure<R>)>,
}

impl<R: ErrorSet> Debug for TooFew<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TooFew").field("wanted", &self.wanted).field("failures", &self.failures).finish()
    }
}

impl<R: ErrorSet> Display for TooFew<R>
where
    Value<R>: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} have failed, too many for {} to succeed", self.failures.len(), self.wanted)?;
        for (place, (index, failure)) in self.failures.iter().enumerate() {
            write!(f, "{} member {index}: {failure}", if place == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl<R: ErrorSet> Error for TooFew<R> where Value<R>: Error {}
