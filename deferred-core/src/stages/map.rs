//! `map`: the value goes through a callback that cannot fail. The method only: in `chain!` it is a `then`.

use super::skip;
use crate::deferred::{Deferred, Outcome};
use crate::flavour::{Carries, Flavour, Held};
use crate::rules::TakesValue;
use crate::set::ErrorSet;
use crate::site::{Site, Stage};

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Sends the value through a callback that gives a plain value. Twisted: `addCallback`.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// assert_eq!(success_result_of(succeed(20).map(|n| n + 1)), 21);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn map<F: TakesValue<T, U, As> + 'static, U: 'static, As>(self, f: F) -> Deferred<U, R, Thread> where Thread: Carries<F> + Carries<Outcome<U, R>> {
        let site = Site::here(Stage::Map);
        self.feed(false, (Held(f), site), |(Held(f), site), outcome| {
            Deferred::ready(match outcome {
                Ok(value) => Ok(f(value)),
                Err(failure) => Err(skip(f, failure, site)),
            })
        })
    }
}
