//! A set with one error more, such as the result of a timeout.

use super::{ErrorSet, Has, HasAll, Push, Value};
use core::marker::PhantomData;

/// The set together with the error `X` is `S`: the condition of [`timeout`](crate::Deferred::timeout) on the errors
/// that can be in flight.
///
/// `S` has `X` as its last member, or is the same set where that has `X` already. `Which` says which of the two; it is always inferred.
/// Where a set has no `X` yet, nothing need say what `S` is; where it has, a `let` or a signature does. A function that is generic over the set carries it along:
///
/// ```
/// use deferred::{Deferred, ErrorSet, TestClock, TimedOut, WithError};
/// use std::time::Duration;
///
/// fn shortly<R, S, Which>(d: Deferred<u32, R>, clock: &TestClock) -> Deferred<u32, S>
/// where
///     R: WithError<TimedOut, S, Which>,
///     S: ErrorSet,
/// {
///     d.give_up_after(clock, Duration::from_secs(1))
/// }
///
/// let d: Deferred<u32, (TimedOut,)> = shortly(Deferred::<u32>::succeed(1), &TestClock::new());
/// assert_eq!(deferred::testing::success_result_of(d), 1);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "`{X}` may happen here, too, and nothing says which set is `{Self}` with `{X}` [E-fails-with-another-error]",
    label = "may also fail with `{X}`",
    note = "say so in the function's bounds, and give a Deferred of that set: `{Self}: deferred::WithError<{X}, S, W>, S: deferred::ErrorSet`; see `deferred::mistakes::e_fails_with_another_error`"
)]
pub trait WithError<X, S: ErrorSet, Which>: ErrorSet {
    #[doc(hidden)]
    fn widen(value: Value<Self>) -> Value<S>;

    #[doc(hidden)]
    fn error(error: X) -> Value<S>;
}

/// Marks an error that is new, and the last member.
#[doc(hidden)]
pub struct Added<Places>(PhantomData<Places>);

/// Marks an error that the set has already.
#[doc(hidden)]
pub struct Already<Place>(PhantomData<Place>);

#[diagnostic::do_not_recommend]
impl<X, R, Places, Place> WithError<X, R::Out, Added<(Places, Place)>> for R
where
    R: Push<X>,
    R::Out: HasAll<R::List, Places> + Has<X, Place>,
{
    fn widen(value: Value<R>) -> Value<R::Out> {
        <R::Out as HasAll<R::List, Places>>::widen(value)
    }

    fn error(error: X) -> Value<R::Out> {
        <R::Out as Has<X, Place>>::put(error)
    }
}

#[diagnostic::do_not_recommend]
impl<X, R: Has<X, Place>, Place> WithError<X, R, Already<Place>> for R {
    fn widen(value: Value<R>) -> Value<R> {
        value
    }

    fn error(error: X) -> Value<R> {
        R::put(error)
    }
}
