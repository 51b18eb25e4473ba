//! The conditions of a chain on a set, as traits whose messages say that one does not hold.
//!
//! These traits carry a message and do nothing.

use super::sum::First;
use super::{ErrorSet, Errors, Has, HasAll, Never, Split, Value, for_each_arity};
use crate::diagnostics::{Impossible, Proof, Sealed, Unsatisfiable};
use crate::error::interruption::Cancelled;
use core::marker::PhantomData;

/// No error can be in flight: the condition of [`detach`](crate::Deferred::detach).
///
/// ```
/// use deferred::{Deferred, NothingInFlight};
///
/// fn leave<R: NothingInFlight>(d: Deferred<(), R>) {
///     d.detach();
/// }
/// leave(Deferred::<()>::succeed(()));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "errors may still be in flight here: `{Self}` [E-errors-left]",
    label = "may still fail with `{Self}`: catch it before; see `deferred::mistakes::e_errors_left`"
)]
pub trait NothingInFlight: ErrorSet {
    /// Asked by `raises nothing`. The witness is passed twice so that rustc blames the whole call.
    #[doc(hidden)]
    #[inline]
    fn __ask(_: PhantomData<Self>, _: PhantomData<Self>) -> Proof {
        Proof
    }

    /// Proves that there is no such error.
    #[doc(hidden)]
    fn none(value: Value<Self>) -> !;
}

#[diagnostic::do_not_recommend]
impl NothingInFlight for () {
    #[inline]
    fn none(value: Never) -> ! {
        match value {}
    }
}

/// At least one error can be in flight: the condition of a handler of all of them.
///
/// A function that is generic over the set has this bound, too:
///
/// ```
/// use deferred::{Deferred, ErrorSet, Errors, NotEmpty};
///
/// fn or_default<T: Default + 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<T>
/// where
///     Errors<R>: NotEmpty,
/// {
///     d.catch_all(|_failure| T::default())
/// }
/// # or_default(deferred::fail::<u8, _>("bang!")).detach();
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "no error can be in flight here, as far as the types say, so this handler could never run [E-nothing-to-catch]: every error before it was caught already, or there was none; take the handler away; see `deferred::mistakes::e_nothing_to_catch`"
)]
pub trait NotEmpty {
    /// Asked by a handler. The witness is passed twice so that rustc blames the whole call.
    #[doc(hidden)]
    #[inline]
    fn __ask(_: PhantomData<Self>, _: PhantomData<Self>) -> Proof {
        Proof
    }
}

macro_rules! not_empty {
    ($($x:ident)+) => {
        // The bound holds whatever is known of the members.
        #[diagnostic::do_not_recommend]
        impl<$($x),+> NotEmpty for Errors<($($x,)+)> {}
    };
}
for_each_arity!(not_empty);

/// The set has [`Cancelled`]: the condition of [`cancel`](crate::Deferred::cancel).
///
/// ```
/// use deferred::{CanBeCancelled, Cancelled, Deferred};
///
/// fn stop<R: CanBeCancelled<Place>, Place>(d: &Deferred<u8, R>) {
///     d.cancel();
/// }
///
/// let (_resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
/// stop(&d);
/// d.catch(|_: Cancelled| 0).detach();
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "this Deferred cannot be cancelled [E-cancel-of-what-cannot-be-cancelled]",
    label = "`Cancelled` is not among its errors",
    note = "in flight here: `{Self}`; a Deferred that can be cancelled has `Cancelled` among its errors, and a handle is taken before that is caught; see `deferred::mistakes::e_cancel_of_what_cannot_be_cancelled`"
)]
pub trait CanBeCancelled<Index>: ErrorSet {
    /// Lifts the error of a cancelled wait to its place in the set.
    #[doc(hidden)]
    fn cancelled(value: Value<(Cancelled,)>) -> Value<Self>;

    /// The error, if it is at that place, and not another member of the same type.
    #[doc(hidden)]
    fn peek_cancelled(value: &Value<Self>) -> Option<&Cancelled>;
}

#[diagnostic::do_not_recommend]
impl<R: Has<Cancelled, Index>, Index> CanBeCancelled<(Index,)> for R {
    fn cancelled(value: Value<(Cancelled,)>) -> Value<R> {
        let Ok(cancelled) = <(Cancelled,) as Has<Cancelled, First>>::take(value);
        R::put(cancelled)
    }

    #[inline]
    fn peek_cancelled(value: &Value<R>) -> Option<&Cancelled> {
        R::peek(value)
    }
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet + Impossible> CanBeCancelled<Unsatisfiable> for R {
    fn cancelled(_: Value<(Cancelled,)>) -> Value<R> {
        unreachable!("no type is impossible")
    }

    fn peek_cancelled(_: &Value<R>) -> Option<&Cancelled> {
        unreachable!("no type is impossible")
    }
}

/// The set has [`Cancelled`], the error of a cancelled wait between two attempts: the condition
/// of [`retry`](crate::retry()).
///
/// ```
/// use deferred::{CanBeRetried, Cancelled, Deferred, Retry, retry, testing::success_result_of};
///
/// fn three_times<T: 'static, R: CanBeRetried<Which>, Which: 'static>(
///     attempt: impl FnMut() -> Deferred<T, R> + 'static,
/// ) -> Deferred<T, R> {
///     retry(|failed, _| if failed < 3 { Retry::Now } else { Retry::Stop }, attempt)
/// }
///
/// let page = three_times(|| Deferred::<_, (Cancelled,)>::succeed("page"));
/// assert_eq!(success_result_of(page), "page");
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "what is attempted here cannot be cancelled, which `retry` asks of each attempt [E-retry-of-what-cannot-be-cancelled]",
    label = "`Cancelled` is not among the errors of an attempt",
    note = "it fails with one of `{Self}`; a cancel may come between two attempts: say that it can, as in `fetch().raises_at_most::<(Busy, Cancelled), _>()`; see `deferred::mistakes::e_retry_of_what_cannot_be_cancelled`"
)]
pub trait CanBeRetried<Index>: CanBeCancelled<Index> {
    #[doc(hidden)]
    const SEALED: Sealed;
}

#[diagnostic::do_not_recommend]
impl<R: CanBeCancelled<(Index,)>, Index> CanBeRetried<(Index,)> for R {
    const SEALED: Sealed = Sealed;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet + Impossible> CanBeRetried<Unsatisfiable> for R {
    const SEALED: Sealed = Sealed;
}

/// The set has [`Cancelled`], so that a timeout can end what takes too long: the condition of
/// [`timeout`](crate::Deferred::timeout).
///
/// ```
/// use deferred::{CanTimeOut, Cancelled, Deferred, ErrorSet, TestClock, TimedOut, WithError, testing::failure_result_of};
/// use std::time::Duration;
///
/// fn in_time<T: 'static, R: CanTimeOut<A> + WithError<TimedOut, S, B>, S: ErrorSet, A, B>(
///     d: Deferred<T, R>,
///     clock: &TestClock,
/// ) -> Deferred<T, S> {
///     d.timeout(clock, Duration::from_secs(5))
/// }
///
/// let clock = TestClock::new();
/// let (_resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// let page: Deferred<&str, (Cancelled, TimedOut)> = in_time(page, &clock);
/// clock.advance(Duration::from_secs(5));
/// assert!(failure_result_of(page).is::<TimedOut>());
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "this Deferred cannot be cancelled, so no timeout can end it [E-timeout-of-what-cannot-be-cancelled]",
    label = "`Cancelled` is not among its errors",
    note = "in flight here: `{Self}`; to stop waiting for it without ending it, there is the method `give_up_after`; see `deferred::mistakes::e_timeout_of_what_cannot_be_cancelled`"
)]
pub trait CanTimeOut<Index>: ErrorSet {
    /// [`IsCancelled`]; where no timeout can be, nothing is known of it.
    #[doc(hidden)]
    type Answer;

    /// Asked by `timeout`. The witness is passed twice so that rustc blames the whole call.
    #[doc(hidden)]
    fn __ask(_: PhantomData<Self>, _: PhantomData<Self>) -> Self::Answer;

    /// The error, if it is at that place, and not another member of the same type.
    #[doc(hidden)]
    fn peek_cancelled(value: &Value<Self>) -> Option<&Cancelled>;
}

#[diagnostic::do_not_recommend]
impl<R: Has<Cancelled, Index>, Index> CanTimeOut<(Index,)> for R {
    type Answer = IsCancelled<R>;

    #[inline]
    fn __ask(_: PhantomData<R>, _: PhantomData<R>) -> IsCancelled<R> {
        IsCancelled(<R as CanTimeOut<(Index,)>>::peek_cancelled)
    }

    #[inline]
    fn peek_cancelled(value: &Value<R>) -> Option<&Cancelled> {
        R::peek(value)
    }
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet + Impossible> CanTimeOut<Unsatisfiable> for R {
    type Answer = ();

    fn __ask(_: PhantomData<R>, _: PhantomData<R>) {}

    fn peek_cancelled(_: &Value<R>) -> Option<&Cancelled> {
        unreachable!("no type is impossible")
    }
}

/// Tells a [`Cancelled`] at its place in the set from another member that turned out to be of the
/// same type.
#[doc(hidden)]
pub struct IsCancelled<R: ErrorSet>(fn(&Value<R>) -> Option<&Cancelled>);

impl<R: ErrorSet> IsCancelled<R> {
    /// Hands on what depends on there being such an error. Where there is none the compiler gives up on that.
    #[doc(hidden)]
    #[inline]
    pub fn pass<X>(&self, it: X) -> X {
        it
    }

    pub(crate) fn is(&self, value: &Value<R>) -> bool {
        (self.0)(value).is_some()
    }
}

/// One of these errors is an `X`: the condition of [`trap`](crate::OneOf::trap).
///
/// ```
/// use deferred::{CanBe, ErrorSet, Errors, OneOf};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
///
/// fn is_timeout<R: ErrorSet, Which>(error: OneOf<R>) -> bool
/// where
///     Errors<R>: CanBe<Timeout, Which, Set = R>,
/// {
///     error.trap::<Timeout, _>().is_ok()
/// }
///
/// assert!(is_timeout(OneOf::<(Timeout, NotFound)>::new(Timeout)));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "none of these errors is known to be `{X}` [E-catch-of-what-cannot-happen]",
    label = "none of them is `{X}`",
    note = "name one of them; of a set that is a type parameter say that it has the error, `R: Has<{X}, P>`; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
pub trait CanBe<X, Index> {
    #[doc(hidden)]
    type Set: ErrorSet;

    /// The set without `X`.
    type Rest: ErrorSet;

    #[doc(hidden)]
    fn take(value: Value<Self::Set>) -> Result<X, Value<Self::Rest>>;
}

#[diagnostic::do_not_recommend]
impl<X, R: Has<X, Index>, Index> CanBe<X, Index> for Errors<R> {
    type Set = R;
    type Rest = R::Rest;

    #[inline]
    fn take(value: Value<R>) -> Result<X, Value<R::Rest>> {
        R::take(value)
    }
}

#[diagnostic::do_not_recommend]
#[doc(hidden)]
impl<X, R: ErrorSet, Index> CanBe<X, Index> for Errors<R>
where
    Errors<R>: Impossible,
{
    type Set = R;
    type Rest = R;

    fn take(_: Value<R>) -> Result<X, Value<R>> {
        unreachable!("no type is impossible")
    }
}

/// Each of the errors `Xs` is one of these: the condition of [`trap_any`](crate::OneOf::trap_any).
///
/// ```
/// use deferred::{CanBeOneOf, ErrorSet, Errors, OneOf};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct Offline;
/// #[derive(Debug)]
/// struct NotFound;
///
/// fn is_transient<R: ErrorSet, Which>(error: OneOf<R>) -> bool
/// where
///     Errors<R>: CanBeOneOf<(Timeout, Offline), Which, Set = R>,
/// {
///     error.trap_any::<(Timeout, Offline), _>().is_ok()
/// }
///
/// assert!(!is_transient(OneOf::<(Timeout, NotFound, Offline)>::new(NotFound)));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "not each of `{Xs}` is known to be one of these errors [E-catch-of-what-cannot-happen]",
    label = "not all of `{Xs}` are among them",
    note = "name those that are, each once; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
pub trait CanBeOneOf<Xs: ErrorSet, Indices> {
    #[doc(hidden)]
    type Set: ErrorSet;

    /// The set without `Xs`.
    type Rest: ErrorSet;

    #[doc(hidden)]
    fn split(value: Value<Self::Set>) -> Result<Value<Xs>, Value<Self::Rest>>;
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet, R: Split<Xs::List, Indices>, Indices> CanBeOneOf<Xs, Indices> for Errors<R> {
    type Set = R;
    type Rest = R::Rest;

    #[inline]
    fn split(value: Value<R>) -> Result<Value<Xs>, Value<R::Rest>> {
        R::split(value)
    }
}

#[diagnostic::do_not_recommend]
#[doc(hidden)]
impl<Xs: ErrorSet, R: ErrorSet, Indices> CanBeOneOf<Xs, Indices> for Errors<R>
where
    Errors<R>: Impossible,
{
    type Set = R;
    type Rest = R;

    fn split(_: Value<R>) -> Result<Value<Xs>, Value<R>> {
        unreachable!("no type is impossible")
    }
}

/// The set names all the errors of `R`, in any order: the condition of [`raises`](crate::Deferred::raises) on its
/// set.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name all the errors that may be in flight here: `{R}` [E-raises-too-little]",
    label = "one of `{R}` is missing",
    note = "add what is missing, or catch it before; a set of one error is written `(A,)`; see `deferred::mistakes::e_raises_too_little`"
)]
pub trait NamesAll<R: ErrorSet, Which>: ErrorSet {
    /// Whether each error stands at the same place in both sets, if the two are one type.
    #[doc(hidden)]
    const IN_ORDER: bool;

    #[doc(hidden)]
    fn widen(value: Value<R>) -> Value<Self>;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet, S: HasAll<R::List, Which>, Which> NamesAll<R, (Which,)> for S {
    const IN_ORDER: bool = <S as HasAll<R::List, Which>>::IN_ORDER;

    #[inline]
    fn widen(value: Value<R>) -> Value<S> {
        <S as HasAll<R::List, Which>>::widen(value)
    }
}

/// Ten impls in all: the compiler would list fewer than that where nothing says the set.
macro_rules! names_all_in_no_way {
    ($($number:literal)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<R: ErrorSet, S: ErrorSet + Impossible> NamesAll<R, Unsatisfiable<$number>> for S {
            const IN_ORDER: bool = false;

            fn widen(_: Value<R>) -> Value<S> {
                unreachable!("no type is impossible")
            }
        }
    )+};
}
names_all_in_no_way!(0 1 2 3 4 5 6 7 8);

/// The set names only errors of `R`: the condition of [`raises`](crate::Deferred::raises) on its set. `raises` also
/// requires that the set names all of them, so comparing the number of errors is enough.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` names an error that cannot be in flight here: `{R}` [E-raises-too-much]",
    label = "one of these cannot happen",
    note = "take it away; to promise more than can happen there is `raises_at_most`; see `deferred::mistakes::e_raises_too_much`"
)]
pub trait NamesOnly<R: ErrorSet> {
    #[doc(hidden)]
    const SEALED: Sealed;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet, S: ErrorSet<List: NoLonger<R::List>>> NamesOnly<R> for S {
    const SEALED: Sealed = Sealed;
}

/// The list has no more members than the other.
#[doc(hidden)]
pub trait NoLonger<Other> {}

#[diagnostic::do_not_recommend]
impl<Others> NoLonger<Others> for () {}

#[diagnostic::do_not_recommend]
impl<A, Rest: NoLonger<Others>, B, Others> NoLonger<(B, Others)> for (A, Rest) {}
