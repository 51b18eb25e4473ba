//! `catch`: an error goes through a handler, and leaves the set.

use super::settled::Settled;
use super::{Form, Reply, Trap};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::set::{AnyInFlight, ErrorSet};
use crate::site::{Site, Stage};

/// The step: `f` takes what it traps, the rest is lifted into the set with `f`'s own errors.
#[inline]
pub(crate) fn catch<T: 'static, R, E, Trapping, To, O, How>(
    f: impl FnOnce(E) -> O,
    lift: impl FnOnce(Failure<E::Rest>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<T, To, O::Later>
where
    R: ErrorSet,
    E: Trap<R, Trapping>,
    To: ErrorSet,
    O: Reply<T, To, How>,
    How: Form,
{
    let failure = match outcome {
        Ok(value) => return Settled::Now(Ok(value)),
        Err(failure) => failure,
    };
    match E::trap(failure, How::FALLIBLE) {
        Ok((error, cause)) => f(error).settle(site).because(cause),
        Err(rest) => Settled::Now(Err(lift(rest).passing(site))),
    }
}

/// The step of a handler for whatever is in flight.
#[inline]
pub(crate) fn catch_all<T: 'static, R, To, O, How>(
    f: impl FnOnce(Failure<R>) -> O,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<T, To, O::Later>
where
    R: ErrorSet,
    To: ErrorSet,
    O: Reply<T, To, How>,
    How: Form,
{
    match outcome {
        Ok(value) => Settled::Now(Ok(value)),
        Err(failure) => {
            let cause = How::FALLIBLE.then(|| failure.note());
            f(failure.in_hand()).settle(site).because(cause)
        }
    }
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Handles one error, or several, and takes them out of the set. Twisted: `addErrback` with `failure.trap`.
    ///
    /// What the handler is given says what it handles: `Timeout`,
    /// `OneOf<(Timeout, NotFound)>`, or `Failure<(Timeout,)>` with where it was
    /// raised. It gives the value that the chain goes on with, or a `Result`
    /// or Deferred of it whose errors are among those that are left.
    ///
    /// ```
    /// use deferred::{fail, testing::success_result_of};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// let d = fail::<u32, _>(Timeout).catch(|_: Timeout| 0);
    /// assert_eq!(success_result_of(d), 0);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias("addErrback", "trap", "except", "rescue"))]
    pub fn catch<F, E, Trapping, O, How>(self, f: F) -> Deferred<T, E::Rest>
    where
        F: FnOnce(E) -> O + 'static,
        E: Trap<R, Trapping>,
        O: Reply<T, E::Rest, How>,
        How: Form,
    {
        let site = Site::here(Stage::Catch);
        self.feed(How::WAITS, move |outcome| catch(f, |rest| rest, outcome, site).end())
    }

    /// Handles whatever is in flight; the set is then the errors that the handler itself may raise. Twisted: `addErrback`.
    ///
    /// ```
    /// use deferred::{Deferred, fail, testing::success_result_of};
    ///
    /// let d: Deferred<usize> = fail("bang!").catch_all(|failure| failure.only().len());
    /// assert_eq!(success_result_of(d), 5);
    /// ```
    ///
    /// Where the handler may fail, `S` says with what: `d.catch_all::<_, (Fatal,), _, _>(...)`.
    #[inline]
    #[track_caller]
    #[doc(alias = "addErrback")]
    pub fn catch_all<F, S, O, How>(self, f: F) -> Deferred<T, S>
    where
        R: AnyInFlight,
        F: FnOnce(Failure<R>) -> O + 'static,
        S: ErrorSet,
        O: Reply<T, S, How>,
        How: Form,
    {
        let site = Site::here(Stage::Catch);
        self.feed(How::WAITS, move |outcome| catch_all(f, outcome, site).end())
    }
}
