//! What a set has to do with an error, and with another set: it has the error at some place, and is another set
//! without it; it has all members of another, is one without some of its members, or one with a member more.

use super::sum::{After, At, Either, First, Never};
use super::{ErrorSet, List, Value, for_each_arity, list};
use crate::diagnostics::{Nobodys, Unsatisfiable};
use core::any::Any;
use core::marker::PhantomData;

/// The errors that can be in flight, as something that can be `NotEmpty`.
///
/// ```
/// use deferred::{Allow, Deferred, ErrorSet, Errors, testing::failure_result_of};
///
/// fn failed<X: std::fmt::Debug + 'static, R: ErrorSet, Which>(error: X) -> Deferred<u8, R>
/// where
///     Errors<R>: Allow<X, Which, Set = R>,
/// {
///     Deferred::fail(error)
/// }
/// let d: Deferred<u8, (std::fmt::Error,)> = failed(std::fmt::Error);
/// assert_eq!(failure_result_of(d).only(), std::fmt::Error);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
pub struct Errors<R>(PhantomData<R>);

/// The set has the error `X`, and is `Rest` without it.
///
/// `P` is the place in the tuple; it is always inferred. A function that is generic over the set carries it
/// along:
///
/// ```
/// use deferred::{Deferred, Has, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Timeout;
///
/// fn or_default<T, R, Place>(d: Deferred<T, R>) -> Deferred<T, R::Rest>
/// where
///     T: Default + 'static,
///     R: Has<Timeout, Place>,
/// {
///     d.catch(|_: Timeout| T::default())
/// }
///
/// let d: Deferred<u32, (Timeout,)> = Deferred::fail(Timeout);
/// assert_eq!(success_result_of(or_default(d)), 0);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "no `{X}` can be in flight here [E-catch-of-what-cannot-happen]",
    label = "`{X}` is not among the errors in flight",
    note = "in flight here: `{Self}`; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
#[rustfmt::skip] // In the first line what users write, which is what the compiler shows.
pub trait Has<X, P>:
    ErrorSet<List: List<Value: At<P, Member = X>>>
{
    /// The set without `X`.
    type Rest: ErrorSet<List: List<Value = <Value<Self> as At<P>>::Rest>>;

    /// How many errors stand before `X`.
    #[doc(hidden)]
    const PLACE: usize;

    #[doc(hidden)]
    #[inline]
    fn put(member: X) -> Value<Self> {
        At::put(member)
    }

    #[doc(hidden)]
    #[inline]
    fn take(value: Value<Self>) -> Result<X, Value<Self::Rest>> {
        At::take(value)
    }

    #[doc(hidden)]
    #[inline]
    fn peek(value: &Value<Self>) -> Option<&X> {
        At::peek(value)
    }
}

/// The error is one of `R`: [`Has`] as a bound on the error, for an operation that fails with it.
///
/// ```
/// use deferred::{ErrorOf, Has};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
///
/// fn place<X: ErrorOf<(Timeout, NotFound), Which>, Which>(_error: X) {}
///
/// place(NotFound);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not among the errors that this can fail with [E-fails-with-another-error]",
    note = "it can fail with one of `{R}`; see `deferred::mistakes::e_fails_with_another_error`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait ErrorOf<R: ErrorSet, Index> {
    #[doc(hidden)]
    fn into_one(self) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<X, R: Has<X, Index>, Index> ErrorOf<R, Index> for X {
    #[inline]
    fn into_one(self) -> Value<R> {
        R::put(self)
    }
}

/// An error `X` can be raised here: the condition of [`fail`](crate::Resolver::fail) on the errors that can be in
/// flight.
///
/// [`ErrorOf`] as a bound on neither the error nor the set: the error is not known yet when the compiler first
/// looks, and a set of one would decide its type.
///
/// ```
/// use deferred::{Allow, Deferred, ErrorSet, Errors, Resolver, testing::failure_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// fn hang_up<R: ErrorSet, Which>(resolver: Resolver<u32, R>)
/// where
///     Errors<R>: Allow<Offline, Which, Set = R>,
/// {
///     resolver.fail(Offline);
/// }
///
/// let (resolver, d) = Deferred::<u32, (Offline,)>::pending();
/// hang_up(resolver);
/// assert!(failure_result_of(d).is::<Offline>());
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "`{X}` is not among the errors that this can fail with, as far as the types say [E-fails-with-another-error]",
    label = "`{X}` is not in the set",
    note = "fail with one that is, or add it; a set that is a type parameter says that it has it, with one more parameter `P`: `R: deferred::Has<{X}, P>, P: 'static`; see `deferred::mistakes::e_fails_with_another_error`"
)]
pub trait Allow<X, Which> {
    #[doc(hidden)]
    type Set: ErrorSet;

    #[doc(hidden)]
    fn value(error: X) -> Value<Self::Set>;
}

#[diagnostic::do_not_recommend]
impl<X: ErrorOf<R, Which>, R: ErrorSet, Which> Allow<X, Which> for Errors<R> {
    type Set = R;

    #[inline]
    fn value(error: X) -> Value<R> {
        error.into_one()
    }
}

/// Writes an impl for each member of the tuple, with the others and the place.
macro_rules! has_each {
    ($($x:ident)+) => { has_each!(First, [] $($x)+); };
    ($place:ty, [$($before:ident)*]) => {};
    ($place:ty, [$($before:ident)*] $x:ident $($after:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($before: 'static,)* $x: 'static, $($after: 'static,)*>
            Has<$x, $place> for ($($before,)* $x, $($after,)*)
        {
            type Rest = ($($before,)* $($after,)*);

            const PLACE: usize = <list!($($before)*) as List>::LEN;
        }

        has_each!(After<$place>, [$($before)* $x] $($after)*);
    };
}
for_each_arity!(has_each);

/// The error is in the set `R`: [`Has`] with the message for a set that somebody has named.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` may be in flight here, but is not among the errors that are named [E-raises-too-little]",
    label = "`{Self}` is missing",
    note = "named: `{R}`; add it, or catch it before; see `deferred::mistakes::e_raises_too_little`"
)]
pub trait IncludedIn<R: ErrorSet, Index> {
    /// How many errors stand before it.
    const PLACE: usize;

    fn include(self) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<X, R: Has<X, Index>, Index> IncludedIn<R, Index> for X {
    const PLACE: usize = R::PLACE;

    #[inline]
    fn include(self) -> Value<R> {
        R::put(self)
    }
}

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
for_each_arity!(push);

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
