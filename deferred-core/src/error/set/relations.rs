//! Relations of two sets: one has all members of another, one without some of its members, one with a member more.

use super::has::IncludedIn;
use super::sum::{Either, Never};
use super::{ErrorSet, Has, List, Value, tuples};
use crate::diagnostics::{Nobodys, Unsatisfiable};
use core::any::Any;
use core::marker::PhantomData;

/// The set has all the errors of `Others`, in any order, so that a `Others` can be converted to it.
///
/// `Others` is a list, `(A, (B, ()))`; `Indices` is always inferred.
#[doc(hidden)]
pub trait HasAll<Others: List, Indices>: ErrorSet {
    /// Whether each of `Others` stands as far from the end there as it does here.
    const IN_ORDER: bool;

    /// Converts an error to one of this set.
    fn widen(value: Others::Value) -> Value<Self>;
}

impl<R: ErrorSet> HasAll<(), ()> for R {
    const IN_ORDER: bool = true;

    #[inline]
    fn widen(value: Never) -> Value<R> {
        match value {}
    }
}

impl<R, X, Others, Index, Indices> HasAll<(X, Others), (Index, Indices)> for R
where
    R: HasAll<Others, Indices>,
    X: IncludedIn<R, Index> + 'static,
    Others: List,
{
    const IN_ORDER: bool = X::PLACE + Others::LEN + 1 == R::LEN && <R as HasAll<Others, Indices>>::IN_ORDER;

    #[inline]
    fn widen(value: Either<X, Others::Value>) -> Value<R> {
        match value {
            Either::This(x) => x.include(),
            Either::Other(others) => <R as HasAll<Others, Indices>>::widen(others),
        }
    }
}

/// Returns `a`, if its type turns out to be `B`. The compiler decides, so this costs nothing.
///
/// Both types are made with a set. Two sets can turn out to be one type although they name their members in another
/// order: in generic code, `(E, Timeout)` and `(Timeout, E)` where `E` is `Timeout`. So they are the same only if
/// each error is `in_order`, at its place.
#[inline]
pub(crate) fn cast<A: 'static, B: 'static>(a: A, in_order: bool) -> Result<B, A> {
    if !in_order {
        return Err(a);
    }
    let mut a = Some(a);
    match (&mut a as &mut dyn Any).downcast_mut::<Option<B>>() {
        Some(b) => Ok(b.take().expect("just put there")),
        None => Err(a.expect("just put there")),
    }
}

/// The set has all the errors of `Others`, and is `Rest` without them.
///
/// `Others` is a list, `(A, (B, ()))`; `Indices` is always inferred.
#[doc(hidden)]
pub trait Split<Others: List, Indices>: ErrorSet {
    /// The set without `Others`.
    type Rest: ErrorSet;

    /// Splits an error into one of `Others`, or one of the rest.
    fn split(value: Value<Self>) -> Result<Others::Value, Value<Self::Rest>>;
}

impl<R: ErrorSet> Split<(), ()> for R {
    type Rest = R;

    #[inline]
    fn split(value: Value<R>) -> Result<Never, Value<R>> {
        Err(value)
    }
}

impl<R, X, Others, Index, Indices> Split<(X, Others), (Index, Indices)> for R
where
    R: Has<X, Index>,
    R::Rest: Split<Others, Indices>,
    X: 'static,
    Others: List,
{
    type Rest = <R::Rest as Split<Others, Indices>>::Rest;

    #[inline]
    fn split(value: Value<R>) -> Result<Either<X, Others::Value>, Value<Self::Rest>> {
        match R::take(value) {
            Ok(x) => Ok(Either::This(x)),
            Err(rest) => match <R::Rest as Split<Others, Indices>>::split(rest) {
                Ok(other) => Ok(Either::Other(other)),
                Err(rest) => Err(rest),
            },
        }
    }
}

/// Impls for lists that do not exist: with ten of them, the compiler names none where a list is left open.
macro_rules! of_nobodys_list {
    ($($number:literal)+) => {$(
        impl<R: ErrorSet> HasAll<(Nobodys<$number>, ()), Unsatisfiable<$number>> for R {
            const IN_ORDER: bool = false;

            fn widen(_: Either<Nobodys<$number>, Never>) -> Value<R> {
                unreachable!("nobody has the error")
            }
        }

        impl<R: ErrorSet> Split<(Nobodys<$number>, ()), Unsatisfiable<$number>> for R {
            type Rest = R;

            fn split(_: Value<R>) -> Result<Either<Nobodys<$number>, Never>, Value<R>> {
                unreachable!("nobody has the error")
            }
        }
    )+};
}
of_nobodys_list!(0 1 2 3 4 5 6 7);

/// The set together with `X`, which it does not have yet, is `Out`.
#[doc(hidden)]
pub trait Push<X>: ErrorSet {
    /// The set with `X` as its last member.
    type Out: ErrorSet;
}

/// There is room for the error. The trait never holds: it is asked where there is no room.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "more than 16 errors would be in flight here [E-too-many-errors]",
    label = "`{Self}` would be the 17th",
    note = "catch some of them before, or gather several into one type of error; see `deferred::mistakes::e_too_many_errors`"
)]
pub trait Fits {}

#[diagnostic::do_not_recommend]
impl<X: 'static> Push<X> for () {
    type Out = (X,);
}

macro_rules! push {
    // There is no tuple of 17 members: the bound never holds.
    (A B C D E F G H J K L M N O P Q) => {
        impl<A, B, C, D, E, F, G, H, J, K, L, M, N, O, P, Q, X> Push<X>
            for (A, B, C, D, E, F, G, H, J, K, L, M, N, O, P, Q)
        where
            Self: ErrorSet,
            X: Fits,
        {
            type Out = Self;
        }
    };
    ($($x:ident)+) => {
        impl<$($x: 'static,)+ X: 'static> Push<X> for ($($x,)+) {
            type Out = ($($x,)+ X,);
        }
    };
}
tuples::for_each_arity!(push);

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
