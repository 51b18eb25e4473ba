//! `first_failure`: all values in order, or the first failure with the index of its member.

use super::list::Ordered;
use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Value};
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

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
