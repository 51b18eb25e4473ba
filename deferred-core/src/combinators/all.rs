//! Results that have the values of all members: `list`, which never fails; `gather` and `first_failure`, which fail
//! with the first failure; `gather_all`, which has all failures.

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

/// Waits for all members, and never fails: the outcomes, in the order of the members.
///
/// The failures are values of the list, in the hands of whoever takes it. If a member is abandoned, so is the list.
/// Without members the list is ready at once.
///
/// ```
/// use deferred::{Deferred, list, testing::success_result_of};
///
/// let (first, a) = Deferred::<&str, (&str,)>::pending();
/// let (second, b) = Deferred::<&str, (&str,)>::pending();
/// let all = list([a, b]);
/// second.fail("bang!");
/// first.succeed("one");
/// let outcomes = success_result_of(all);
/// assert!(matches!(outcomes[0], Ok("one")));
/// assert!(outcomes[1].is_err());
/// ```
///
/// For members of different types there is the macro `list!`. Twisted: `DeferredList`.
#[track_caller]
#[doc(alias = "DeferredList")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn list<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<Vec<Outcome<T, R>>, (), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).list()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all members, and never fails: see [`list`].
    #[track_caller]
    pub fn list(self) -> Deferred<Vec<Outcome<T, R>>, (), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let shape = List::of(self.members.len());
        self.wait(shape, Location::caller())
    }
}

/// The failures stay in flight until the list hands them over, since it may be abandoned before.
pub(super) struct List<T, R: ErrorSet> {
    outcomes: Ordered<Outcome<T, R>>,
}

impl<T, R: ErrorSet> List<T, R> {
    fn of(len: usize) -> Self {
        List { outcomes: Ordered::of(len) }
    }
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for List<T, R> {
    type Value = Vec<Outcome<T, R>>;
    type Errors = ();

    fn at_once(&mut self) -> Option<Outcome<Self::Value>> {
        let outcomes = self.outcomes.all()?;
        Some(Ok(outcomes.into_iter().map(|outcome| outcome.map_err(Failure::in_hand)).collect()))
    }

    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>, _: bool) -> Option<Outcome<Self::Value>> {
        self.outcomes.put(index, outcome);
        self.at_once()
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.outcomes.left_over().collect()
    }
}

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

/// Waits for all the values, in the order of the members, or for the first failure, with the index of its member.
///
/// The set is `(FirstError<R>,)`, whatever the members can fail with. Members go on when one has failed; a failure
/// that comes later is [late](Members#late-failures). Without members the result is ready at once, `[]`.
///
/// ```
/// use deferred::{Deferred, FirstError, chain, fail, first_failure, testing::success_result_of};
///
/// let (_resolver, waiting) = Deferred::<u8, (&str,)>::pending();
/// let which = chain! {
///     first_failure([waiting, fail("bang!")]);
///     then |values| values.len(),
///     catch |first: FirstError<(&'static str,)>| first.index,
/// };
/// assert_eq!(success_result_of(which), 1);
/// ```
///
/// Twisted: `DeferredList(members, fireOnOneErrback=True)`.
#[track_caller]
#[doc(alias = "fireOnOneErrback")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn first_failure<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<Vec<T>, (FirstError<R>,), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).first_failure()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all the values, or for the first failure with the index of its member: see [`first_failure`].
    #[track_caller]
    #[doc(alias = "fireOnOneErrback")]
    pub fn first_failure(self) -> Deferred<Vec<T>, (FirstError<R>,), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let shape = FirstFailure { values: Ordered::of(self.members.len()) };
        self.wait(shape, Location::caller())
    }
}

pub(super) struct FirstFailure<T> {
    values: Ordered<T>,
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for FirstFailure<T> {
    type Value = Vec<T>;
    type Errors = (FirstError<R>,);

    fn at_once(&mut self) -> Option<Outcome<Vec<T>, Self::Errors>> {
        self.values.all().map(Ok)
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        _: bool,
    ) -> Option<Outcome<Vec<T>, Self::Errors>> {
        match outcome {
            Ok(value) => self.values.put(index, value),
            Err(failure) => {
                let raised = failure.raised();
                let first = FirstError { index, failure: failure.in_hand() };
                return Some(Err(Failure::raise(first, raised)));
            }
        }
        self.values.all().map(Ok)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.values.left_over().map(|(index, value)| (index, Ok(value))).collect()
    }
}

/// The first failure of several members, with the index of the member: the error of [`first_failure`].
///
/// ```
/// use deferred::{FirstError, fail, first_failure, succeed, testing::failure_result_of};
///
/// let pages = first_failure([succeed("page").raises_at_most(), fail("no route")]);
/// let FirstError { index, failure } = failure_result_of(pages).only();
/// assert_eq!((index, failure.only()), (1, "no route"));
/// ```
///
/// Twisted: `FirstError`, whose `subFailure` is `failure` here.
pub struct FirstError<R: ErrorSet + 'static> {
    /// The index of the member, from 0.
    pub index: usize,
    /// The failure of the member.
    pub failure: Failure<R>,
}

impl<R: ErrorSet> Debug for FirstError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FirstError").field("index", &self.index).field("failure", &self.failure).finish()
    }
}

impl<R: ErrorSet> Display for FirstError<R>
where
    Value<R>: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "member {} failed: {}", self.index, self.failure)
    }
}

/// The source is the member's failure.
impl<R: ErrorSet> Error for FirstError<R>
where
    Value<R>: Error,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.failure)
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

/// The values so far, each at its index.
struct Ordered<V> {
    places: Vec<Option<V>>,
    missing: usize,
}

impl<V> Ordered<V> {
    fn of(len: usize) -> Self {
        let mut places = Vec::new();
        places.resize_with(len, || None);
        Ordered { places, missing: len }
    }

    fn put(&mut self, index: usize, value: V) {
        self.places[index] = Some(value);
        self.missing -= 1;
    }

    /// Takes all values, if none is missing.
    fn all(&mut self) -> Option<Vec<V>> {
        if self.missing > 0 {
            return None;
        }
        let places = core::mem::take(&mut self.places);
        Some(places.into_iter().map(|place| place.expect("none is missing")).collect())
    }

    /// The values that were not taken, each with its index.
    fn left_over(self) -> impl Iterator<Item = (usize, V)> {
        self.places.into_iter().enumerate().filter_map(|(index, place)| Some((index, place?)))
    }
}
