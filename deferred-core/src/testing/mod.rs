//! Tools for tests of chains: assertions on the result of a Deferred, and a search through every order of events.

#[cfg(feature = "std")]
mod explore;
#[cfg(feature = "std")]
mod scenario;

#[cfg(feature = "std")]
pub use explore::{Explored, Explorer, explore};
#[cfg(feature = "std")]
pub use scenario::{Moves, Scenario};

use crate::deferred::Deferred;
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::Flavour;

/// The value of `d`, which must have one.
///
/// ```
/// # use deferred::{succeed, testing::success_result_of};
/// assert_eq!(success_result_of(succeed(5)), 5);
/// ```
///
/// # Panics
///
/// If `d` has failed, or has no result yet.
///
/// Twisted: `TestCase.successResultOf`.
#[track_caller]
#[doc(alias = "successResultOf")]
pub fn success_result_of<T: 'static, R: ErrorSet>(d: Deferred<T, R, impl Flavour>) -> T {
    match d.try_outcome() {
        Ok(Ok(value)) => value,
        Ok(Err(failure)) => panic!("expected a value, found {failure:#?}"),
        Err(_) => panic!("expected a value, but there is no result yet"),
    }
}

/// The failure of `d`, which must have failed.
///
/// ```
/// # use deferred::{fail, testing::failure_result_of};
/// let failure = failure_result_of(fail::<(), _>("bang!"));
/// assert_eq!(failure.only(), "bang!");
/// ```
///
/// # Panics
///
/// If `d` has a value, or has no result yet.
///
/// Twisted: `TestCase.failureResultOf`.
#[track_caller]
#[doc(alias = "failureResultOf")]
pub fn failure_result_of<T: 'static, R: ErrorSet>(d: Deferred<T, R, impl Flavour>) -> Failure<R> {
    match d.try_outcome() {
        Ok(Err(failure)) => failure,
        Ok(Ok(_)) => panic!("expected a failure, found a value"),
        Err(_) => panic!("expected a failure, but there is no result yet"),
    }
}

/// The Deferred, which must have no result yet.
///
/// ```
/// # use deferred::{Deferred, testing::{assert_no_result, success_result_of}};
/// let (resolver, d) = Deferred::<u8>::pending();
/// let d = assert_no_result(d);
/// resolver.succeed(1);
/// assert_eq!(success_result_of(d), 1);
/// ```
///
/// # Panics
///
/// If `d` has a result.
///
/// Twisted: `TestCase.assertNoResult`.
#[track_caller]
#[doc(alias = "assertNoResult")]
pub fn assert_no_result<T: 'static, R: ErrorSet, Thread: Flavour>(
    d: Deferred<T, R, Thread>,
) -> Deferred<T, R, Thread> {
    match d.try_outcome() {
        Err(d) => d,
        Ok(Ok(_)) => panic!("expected no result yet, found a value"),
        Ok(Err(failure)) => panic!("expected no result yet, found {failure:#?}"),
    }
}
