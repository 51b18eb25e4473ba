//! Conditions on each error of a set: that it can be cloned or printed, or converted to a type of the user's.

use super::sum::{Either, Never};
use super::{ErrorSet, List, Value};
use crate::diagnostics::{Impossible, Unsatisfiable};
use crate::error::unhandled::StdErrors;
use core::any::Any;
use core::error::Error;
use core::fmt::{self, Display};

/// Each error of the set is `Clone`: the condition of [`share`](crate::Deferred::share).
///
/// ```
/// use deferred::{CloneErrors, Deferred, succeed, testing::success_result_of};
///
/// fn twice<T: Clone + 'static, R: CloneErrors>(d: Deferred<T, R>) -> [Deferred<T, R>; 2] {
///     let shared = d.share();
///     [shared.get(), shared.get()]
/// }
///
/// let [one, two] = twice(succeed("page"));
/// assert_eq!(success_result_of(one), success_result_of(two));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` cannot be shared [E-share-of-what-is-not-clone]",
    label = "one of `{Self}` is not `Clone`: derive that for it, since each taker is given a clone, or catch it before; see `deferred::mistakes::e_share_of_what_is_not_clone`"
)]
pub trait CloneErrors: ErrorSet {
    #[doc(hidden)]
    fn clone_value(value: &Value<Self>) -> Value<Self>;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> CloneErrors for R
where
    Value<R>: Clone,
{
    fn clone_value(value: &Value<R>) -> Value<R> {
        value.clone()
    }
}

/// [`CloneErrors`], as [`share`](crate::Deferred::share) asks it: the compiler proposes no bound of its own, which would be one on a tuple.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` cannot be shared [E-share-of-what-is-not-clone]",
    label = "one of `{Self}` is not `Clone`: derive that for it, or say so of a type parameter, since each taker is given a clone; or catch it before; see `deferred::mistakes::e_share_of_what_is_not_clone`"
)]
pub trait CanBeShared<Rule>: CloneErrors {}

#[diagnostic::do_not_recommend]
impl<R: CloneErrors> CanBeShared<()> for R {}

#[diagnostic::do_not_recommend]
impl<R: CloneErrors + Impossible> CanBeShared<Unsatisfiable> for R {}

/// Each error of the set is `Display`: the condition for printing a [`Failure`](crate::Failure) with `{}`.
///
/// ```
/// use deferred::{DisplayErrors, Failure};
///
/// fn show<R: DisplayErrors>(failure: &Failure<R>) -> String {
///     failure.to_string()
/// }
/// let failure: Failure<(std::fmt::Error,)> = Failure::new(std::fmt::Error);
/// assert!(show(&failure).contains(&std::fmt::Error.to_string()));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` are not all `Display` [E-failure-cannot-be-displayed]",
    label = "one of `{Self}` cannot be printed with `{{}}`",
    note = "print it with `{{:?}}`, which all errors can, or implement `Display` for them; see `deferred::mistakes::e_failure_cannot_be_displayed`"
)]
pub trait DisplayErrors: ErrorSet {
    #[doc(hidden)]
    fn display(value: &Value<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> DisplayErrors for R
where
    Value<R>: Display,
{
    fn display(value: &Value<R>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(value, f)
    }
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet<List: EachError>> StdErrors for R {
    fn as_error(member: &dyn Any) -> Option<&(dyn Error + 'static)> {
        <R::List>::as_error(member)
    }
}

/// Each error of a list is a `core::error::Error`.
#[doc(hidden)]
pub trait EachError: List {
    fn as_error(member: &dyn Any) -> Option<&(dyn Error + 'static)>;
}

impl EachError for () {
    fn as_error(_: &dyn Any) -> Option<&(dyn Error + 'static)> {
        None
    }
}

impl<X: Error + 'static, Others: EachError> EachError for (X, Others) {
    fn as_error(member: &dyn Any) -> Option<&(dyn Error + 'static)> {
        match member.downcast_ref::<X>() {
            Some(error) => Some(error),
            None => Others::as_error(member),
        }
    }
}

/// A type with a `From` of each error of the set `R`, such as an enum: the target of
/// [`OneOf::into_enum`](crate::OneOf::into_enum).
///
/// The trait holds for every type with those `From`s, as thiserror's `#[from]` writes them; nobody implements it by
/// hand.
///
/// ```
/// use deferred::{ErrorSet, FromEach, Outcome, OutcomeExt};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
///
/// #[derive(Debug)]
/// enum Problem {
///     Late,
///     Missing,
/// }
/// impl From<Timeout> for Problem {
///     fn from(_: Timeout) -> Self { Problem::Late }
/// }
/// impl From<NotFound> for Problem {
///     fn from(_: NotFound) -> Self { Problem::Missing }
/// }
///
/// fn simply<T, R: ErrorSet>(outcome: Outcome<T, R>) -> Result<T, Problem>
/// where
///     Problem: FromEach<R>,
/// {
///     outcome.into_enum()
/// }
///
/// let outcome: Outcome<(), (Timeout, NotFound)> = Err(deferred::Failure::new(NotFound));
/// assert!(matches!(simply(outcome), Err(Problem::Missing)));
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made of each of the errors `{R}` [E-enum-misses-an-error]",
    label = "there is no `From` for each of `{R}`",
    note = "give it a variant with `#[from]` for each, or write `impl From<..> for {Self}`; see `deferred::mistakes::e_enum_misses_an_error`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait FromEach<R: ErrorSet>: Sized {
    #[doc(hidden)]
    fn from_each(value: Value<R>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E, R: ErrorSet<List: EachInto<E>>> FromEach<R> for E {
    #[inline]
    fn from_each(value: Value<R>) -> E {
        <R::List>::each_into(value)
    }
}

/// There is a `From` each error of a list.
#[doc(hidden)]
pub trait EachInto<E>: List {
    fn each_into(value: Self::Value) -> E;
}

impl<E> EachInto<E> for () {
    #[inline]
    fn each_into(value: Never) -> E {
        match value {}
    }
}

impl<E: From<X>, X: 'static, Others: EachInto<E>> EachInto<E> for (X, Others) {
    #[inline]
    fn each_into(value: Either<X, Others::Value>) -> E {
        match value {
            Either::This(error) => error.into(),
            Either::Other(others) => Others::each_into(others),
        }
    }
}
