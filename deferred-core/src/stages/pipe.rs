//! `pipe`: sends a Deferred through a pipeline.

use crate::deferred::Deferred;
use crate::diagnostics::TakesDeferred;
use crate::error::set::ErrorSet;
use crate::flavour::Flavour;

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Sends the Deferred through a pipeline: a `chain!` without a source, or any function of a Deferred.
    ///
    /// ```
    /// use deferred::{Deferred, chain, succeed, testing::success_result_of};
    ///
    /// fn doubled(d: Deferred<u32>) -> Deferred<u32> {
    ///     chain! { d; then |n| n * 2 }
    /// }
    ///
    /// let d = succeed(5).pipe(doubled).pipe(chain! { then |n| n + 1 });
    /// assert_eq!(success_result_of(d), 11);
    /// ```
    #[inline]
    pub fn pipe<P: TakesDeferred<Self, U, As>, U, As>(self, pipeline: P) -> U {
        pipeline(self)
    }
}
