//! `some`: the first so many values, or the failures that make that impossible.

use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Value};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

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
