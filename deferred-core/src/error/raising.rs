//! What `#[raises(..)]` makes of a `?`: the set of the function takes the error, or each of a smaller set. Not for use by hand.

#![allow(missing_docs, reason = "nothing here is for use by hand")]

use crate::diagnostics::{Impossible, Unsatisfiable};
use crate::error::failure::Failure;
use crate::error::set::has::IncludedIn;
use crate::error::set::sum::{Either, Never};
use crate::error::set::{ErrorSet, List, OneOf, Value};
use core::fmt::Debug;
use core::ops::ControlFlow;

/// The error is among those that a `#[raises(..)]` names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` comes out of this `?`, but `#[raises(..)]` does not name it [E-raises-too-little]",
    label = "`{Self}` is missing",
    note = "named: `{R}`; add it, or handle it before the `?`"
)]
pub trait Raised<R: ErrorSet, Which> {
    #[doc(hidden)]
    fn raised(self) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<X: IncludedIn<R, Which>, R: ErrorSet, Which> Raised<R, (Which,)> for X {
    #[inline]
    fn raised(self) -> Value<R> {
        self.include()
    }
}

#[diagnostic::do_not_recommend]
impl<X: Impossible, R: ErrorSet> Raised<R, Unsatisfiable> for X {
    fn raised(self) -> Value<R> {
        unreachable!("no type is impossible")
    }
}

/// Each error of a list is among them.
#[doc(hidden)]
pub trait EachRaised<R: ErrorSet, These>: List {
    fn raised(value: Self::Value) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> EachRaised<R, ()> for () {
    #[inline]
    fn raised(value: Never) -> Value<R> {
        match value {}
    }
}

impl<X: Raised<R, Which> + Debug + 'static, Others: EachRaised<R, These>, R: ErrorSet, Which, These>
    EachRaised<R, (Which, These)> for (X, Others)
{
    #[inline]
    fn raised(value: Either<X, Others::Value>) -> Value<R> {
        match value {
            Either::This(error) => error.raised(),
            Either::Other(others) => Others::raised(others),
        }
    }
}

/// The errors of a smaller set are among them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` comes out of this `?`, not all of which `#[raises(..)]` names [E-raises-too-little]",
    label = "some of `{Self}` is missing",
    note = "named: `{R}`; add what is missing, or handle it before the `?`"
)]
pub trait AllRaised<R: ErrorSet, Which>: ErrorSet {
    #[doc(hidden)]
    fn raised(value: Value<Self>) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet<List: EachRaised<R, These>>, R: ErrorSet, These> AllRaised<R, (These,)> for Xs {
    #[inline]
    fn raised(value: Value<Xs>) -> Value<R> {
        <Xs::List>::raised(value)
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet + Impossible, R: ErrorSet> AllRaised<R, Unsatisfiable> for Xs {
    fn raised(_: Value<Xs>) -> Value<R> {
        unreachable!("no type is impossible")
    }
}

/// Something is asked with a `?`.
pub trait Asks: Sized {
    #[inline]
    fn __asks(self) -> Asking<Self> {
        Asking(self)
    }
}

impl<O> Asks for O {}

/// What is asked.
pub struct Asking<O>(O);

impl<T, Xs: ErrorSet> Asking<Result<T, OneOf<Xs>>> {
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>> where Xs: AllRaised<R, Which> {
        self.0.map_err(|error| OneOf::from_value(Xs::raised(error.into_value())))
    }
}

impl<T, Xs: ErrorSet> Asking<Result<T, Failure<Xs>>> {
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>> where Xs: AllRaised<R, Which> {
        Asking(self.0.map_err(Failure::into_error)).taken_by()
    }
}

/// A `Result` with one error. Found after those with a set, which are inherent.
pub trait AsksForOne {
    type Value;
    type Error;

    #[rustfmt::skip] // In one line, which is what the compiler shows.
    fn taken_by<R: ErrorSet, Which>(self) -> Result<Self::Value, OneOf<R>> where Self::Error: Raised<R, Which>;
}

impl<T, X> AsksForOne for Asking<Result<T, X>> {
    type Value = T;
    type Error = X;

    #[inline]
    fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>>
    where
        X: Raised<R, Which>,
    {
        self.0.map_err(|error| OneOf::from_value(error.raised()))
    }
}

// What a `Result` does not come from stays as it is, and the compiler says so.

impl<T> Asking<Option<T>> {
    #[inline]
    pub fn taken_by<R, Which>(self) -> Option<T> {
        self.0
    }
}

impl<B, C> Asking<ControlFlow<B, C>> {
    #[inline]
    pub fn taken_by<R, Which>(self) -> ControlFlow<B, C> {
        self.0
    }
}
