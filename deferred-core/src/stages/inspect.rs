//! `inspect`: shows the value to a callback.

use super::skip;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::TakesReference;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::spans;
use crate::flavour::{Carries, Flavour, Wrap};

/// The step: `f` sees a value.
#[inline]
pub(crate) fn inspect<T, R: ErrorSet>(
    f: impl FnOnce(&T),
    outcome: Outcome<T, R>,
    site: Site,
) -> Outcome<T, R> {
    spans::reaches(site, outcome.is_ok());
    match outcome {
        Ok(value) => {
            f(&value);
            Ok(value)
        }
        Err(failure) => Err(skip(f, failure, site)),
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Shows the value to `f`; the chain goes on with it unchanged.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// let d = succeed(2).inspect(|n| assert_eq!(*n, 2));
    /// assert_eq!(success_result_of(d), 2);
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn inspect<F: TakesReference<T, (), As> + 'static, As>(self, f: F) -> Self where Thread: Carries<F> + Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Inspect);
        self.waiting_at(site).feed(false, (Wrap(f), site), |(Wrap(f), site), outcome| {
            Deferred::ready(inspect(f, outcome, site))
        })
    }
}
