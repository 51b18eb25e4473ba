//! `both`: sends the outcome, value or failure, through a callback.

use super::settled::Settled;
use super::{Form, Settle};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::TakesOutcome;
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::spans::{self, Told};
use crate::flavour::{Carries, Flavour, Wrap};

/// The step: `f` takes the outcome, and the chain goes on with its reply alone.
#[inline]
pub(crate) fn both<T, R, U: 'static, To, O, How, Thread: Flavour>(
    f: impl FnOnce(Outcome<T, R>) -> O,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<U, To, O::Later>
where
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<U, To, How, Thread>,
    How: Form,
{
    spans::reaches(site, outcome.is_ok());
    let cause = match &outcome {
        Err(failure) if How::FALLIBLE => Some(failure.to_cause()),
        _ => None,
    };
    f(outcome.map_err(Failure::in_hand)).settle(site).because(cause)
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Sends the outcome through one callback, whether it is a value or a failure. Twisted: `addBoth`.
    ///
    /// The callback takes an [`Outcome`], never a `T`, and returns a Deferred, whose errors are all that is left in
    /// the set. For clean-up, use [`finally`](Self::finally), which cannot lose a failure by accident.
    ///
    /// ```
    /// use deferred::{fail, succeed, testing::success_result_of};
    ///
    /// let d = fail::<u32, _>("bang!").both(|outcome| succeed(outcome.is_err()));
    /// assert!(success_result_of(d));
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addBoth")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn both<F: TakesOutcome<Outcome<T, R>, Deferred<U, S, Thread>, As> + 'static, U, S, As>(self, f: F) -> Deferred<U, S, Thread> where U: 'static, S: ErrorSet, Thread: Carries<F> + Carries<Outcome<U, S>> {
        let site = Site::here(Stage::Both);
        self.waiting_at(site).feed(true, (Wrap(f), Told::at(site)), |(Wrap(f), told), outcome| {
            told.reached(outcome.is_ok());
            let cause = outcome.as_ref().err().map(Failure::to_cause);
            f(outcome.map_err(Failure::in_hand)).because(cause)
        })
    }
}
