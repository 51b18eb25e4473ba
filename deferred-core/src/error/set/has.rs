//! Membership: a set has an error at some place, and is another set without it.

use super::sum::{After, At, First};
use super::{ErrorSet, List, Value, tuples};
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

            const PLACE: usize = <tuples::list!($($before)*) as List>::LEN;
        }

        has_each!(After<$place>, [$($before)* $x] $($after)*);
    };
}
tuples::for_each_arity!(has_each);

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
