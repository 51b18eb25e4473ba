//! `gather`: all values in order, or the first failure. `gather_all`: all values in order, or all failures.

use super::list::{List, Ordered};
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

/// Waits for all the values, in the order of the members, or for the first failure, which is the result's own.
///
/// Members go on when one has failed; a failure that comes later is [late](Members#late-failures). Without members
/// the result is ready at once.
///
/// ```
/// use deferred::{gather, succeed, testing::success_result_of};
///
/// let sum = gather([succeed(1), succeed(2)]).map(|numbers| numbers.iter().sum::<i32>());
/// assert_eq!(success_result_of(sum), 3);
/// ```
///
/// [`first_failure`](crate::first_failure) also says which member failed, and [`gather_all`](crate::gather_all) has
/// every failure. For members of different types there is the macro `join!`. Twisted: `gatherResults`.
#[track_caller]
#[doc(alias = "gatherResults")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn gather<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<Vec<T>, R, Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).gather()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all the values, or for the first failure: see [`gather`].
    #[track_caller]
    #[doc(alias = "gatherResults")]
    pub fn gather(self) -> Deferred<Vec<T>, R, Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let shape = Gather { values: Ordered::of(self.members.len()) };
        self.wait(shape, Location::caller())
    }
}

pub(super) struct Gather<T> {
    values: Ordered<T>,
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for Gather<T> {
    type Value = Vec<T>;
    type Errors = R;

    fn at_once(&mut self) -> Option<Outcome<Vec<T>, R>> {
        self.values.all().map(Ok)
    }

    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>, _: bool) -> Option<Outcome<Vec<T>, R>> {
        match outcome {
            Ok(value) => self.values.put(index, value),
            Err(failure) => return Some(Err(failure)),
        }
        self.values.all().map(Ok)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.values.left_over().map(|(index, value)| (index, Ok(value))).collect()
    }
}

/// Waits for all members, and gives the values in their order; or, if any has failed, all the failures, each with
/// the index of its member.
///
/// Where the first failure is enough there is [`gather`](crate::gather), and where values and failures are wanted
/// together [`list`](crate::list()). If a member is abandoned, so is the result. Without members the result is
/// ready at once.
///
/// ```
/// use deferred::{Deferred, gather_all, testing::failure_result_of};
///
/// fn parse(text: &str) -> Deferred<u32, (std::num::ParseIntError,)> {
///     Deferred::settled(text.parse().map_err(deferred::Failure::new))
/// }
///
/// let failures = failure_result_of(gather_all(["1", "two", "3", ""].map(parse))).only().failures;
/// assert_eq!(failures.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1, 3]);
/// ```
///
/// Twisted: `DeferredList(members, consumeErrors=True)`, and a look at each result.
#[track_caller]
pub fn gather_all<T: 'static, R: ErrorSet, Thread>(
    from: impl IntoIterator<Item = Deferred<T, R, Thread>>,
) -> Deferred<Vec<T>, (SomeFailed<R>,), Thread>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    members(from).gather_all()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all the values, or for all the failures: see [`gather_all`].
    #[track_caller]
    pub fn gather_all(self) -> Deferred<Vec<T>, (SomeFailed<R>,), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let site = Site::here(Stage::GatherAll);
        let shape = GatherAll { list: List::of(self.members.len()), beside_failures: Vec::new(), site };
        self.wait(shape, site.location())
    }
}

/// A list that fails if it has failures.
pub(super) struct GatherAll<T, R: ErrorSet> {
    list: List<T, R>,
    /// The values of the members that did not fail, where others did.
    beside_failures: Vec<(usize, Outcome<T, R>)>,
    site: Site,
}

impl<T: 'static, R: ErrorSet> GatherAll<T, R> {
    fn settled(&mut self, outcomes: Outcome<Vec<Outcome<T, R>>>) -> Outcome<Vec<T>, (SomeFailed<R>,)> {
        let Ok(outcomes) = outcomes;
        if outcomes.iter().all(Result::is_ok) {
            return Ok(outcomes.into_iter().flatten().collect());
        }
        let mut failures = Vec::new();
        for (index, outcome) in outcomes.into_iter().enumerate() {
            match outcome {
                Ok(value) => self.beside_failures.push((index, Ok(value))),
                Err(failure) => failures.push((index, failure)),
            }
        }
        Err(Failure::raise(SomeFailed { failures }, self.site))
    }
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for GatherAll<T, R> {
    type Value = Vec<T>;
    type Errors = (SomeFailed<R>,);

    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>> {
        let outcomes = self.list.at_once()?;
        Some(self.settled(outcomes))
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        asked: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>> {
        let outcomes = self.list.arrive(index, outcome, asked)?;
        Some(self.settled(outcomes))
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        let mut left_over = self.beside_failures;
        left_over.extend(self.list.left_over());
        left_over
    }
}

/// Some members failed, at least one: the error of [`gather_all`].
///
/// ```
/// use deferred::{Deferred, gather_all, testing::failure_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// let members = [Deferred::<u8, (Offline,)>::succeed(1), Deferred::fail(Offline)];
/// let failed = failure_result_of(gather_all(members)).only();
/// assert_eq!(failed.failures[0].0, 1);
/// ```
///
/// Twisted has no counterpart.
pub struct SomeFailed<R: ErrorSet + 'static> {
    /// The failures, each with the index of its member, in that order.
    pub failures: Vec<(usize, Failure<R>)>,
}

impl<R: ErrorSet> Debug for SomeFailed<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SomeFailed ")?;
        f.debug_map().entries(self.failures.iter().map(|(index, failure)| (index, failure))).finish()
    }
}

impl<R: ErrorSet> Display for SomeFailed<R>
where
    Value<R>: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed", self.failures.len())?;
        for (number, (index, failure)) in self.failures.iter().enumerate() {
            write!(f, "{} {index}: {failure}", if number == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl<R: ErrorSet> Error for SomeFailed<R> where Value<R>: Error {}
