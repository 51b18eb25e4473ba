//! `map`: sends the value through a callback that cannot fail. There is the method only: in `chain!` the stage is
//! `then`.

use super::{ByFuture, ByValue, Inferred, skip, then};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::TakesValue;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::spans;
use crate::flavour::{Carries, Flavour, Wrap};
use crate::future::Polls;
use core::future::Future;

/// A value that is no future, which nobody would await: callbacks of `map` return one, those of
/// [`map_async`](Deferred::map_async) a future.
///
/// A future implements the trait in two ways, so the compiler cannot choose. `Kind` is always inferred.
pub trait NoFuture<Kind> {}

/// Marks a plain value.
#[doc(hidden)]
pub struct PlainValue;

/// Marks a future, which goes to `map_async`, or `then`.
#[doc(hidden)]
pub struct FutureForMapAsync;

impl<U> NoFuture<PlainValue> for U {}

impl<F: Future> NoFuture<FutureForMapAsync> for F {}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Sends the value through a callback that returns a plain value. Twisted: `addCallback`.
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
    pub fn map<F: TakesValue<T, U, As> + 'static, U: NoFuture<Kind> + 'static, As, Kind>(self, f: F) -> Deferred<U, R, Thread> where Thread: Carries<F> + Carries<Outcome<U, R>> {
        let site = Site::here(Stage::Map);
        self.waiting_at(site).feed(false, (Wrap(f), site), |(Wrap(f), site), outcome| {
            spans::reaches(site, outcome.is_ok());
            Deferred::ready(match outcome {
                Ok(value) => Ok(f(value)),
                Err(failure) => Err(skip(f, failure, site)),
            })
        })
    }

    /// Sends the value through an async callback, whose future gives a plain value, and waits for that. Twisted:
    /// `addCallback`.
    ///
    /// The future is polled by whoever fires what it awaits, as [`run`](crate::run()) says. A callback whose future
    /// may fail goes to [`then`](Self::then).
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// async fn measure(page: &str) -> usize {
    ///     page.len()
    /// }
    ///
    /// assert_eq!(success_result_of(succeed("page").map_async(measure)), 4);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn map_async<F: TakesValue<T, O, As> + 'static, O: Future<Output: 'static> + 'static, As>(self, f: F) -> Deferred<O::Output, R, Thread> where Thread: Polls<O, O::Output, R> + Carries<F> + Carries<Outcome<O::Output, R>> {
        let site = Site::here(Stage::Map);
        self.waiting_at(site).feed(true, (Wrap(f), site), |(Wrap(f), site), outcome| {
            then::<_, _, _, _, _, ByFuture<Inferred<ByValue>>, Thread>(f, |failure| failure, outcome, site).end()
        })
    }
}
