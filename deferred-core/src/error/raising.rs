//! The conversion behind `#[raises(..)]`: a `?` converts an error, or each error of a smaller set, to the
//! function's set. Not for use by hand.

#![allow(missing_docs, reason = "nothing here is for use by hand")]

use crate::diagnostics::{Impossible, Unsatisfiable};
use crate::error::failure::Failure;
use crate::error::printing;
use crate::error::set::relations::IncludedIn;
use crate::error::set::sum::{Either, Never};
use crate::error::set::{ErrorSet, List, OneOf, Value};
use core::fmt::Debug;
use core::ops::ControlFlow;

/// The function that `#[raises(..)]` stands before. It is asked what it raises, not the error whether it is raised: of a type of the
/// user's own the compiler would show where that is.
pub struct ThisFunction;

/// The error is among those that `#[raises(..)]` names.
#[diagnostic::on_unimplemented(
    message = "`{X}` comes out of this `?`, but `#[raises(..)]` does not name it [E-raises-too-little]",
    label = "`{X}` is missing",
    note = "named: `{R}`; add it, or handle it before the `?`; see `deferred::mistakes::e_raises_too_little`"
)]
pub trait Raises<X, R: ErrorSet, Which> {
    #[doc(hidden)]
    fn raised(error: X) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<X: IncludedIn<R, Which>, R: ErrorSet, Which> Raises<X, R, (Which,)> for ThisFunction {
    #[inline]
    fn raised(error: X) -> Value<R> {
        error.include()
    }
}

#[diagnostic::do_not_recommend]
impl<X: Impossible, R: ErrorSet> Raises<X, R, Unsatisfiable> for ThisFunction {
    fn raised(_: X) -> Value<R> {
        unreachable!("no type is impossible")
    }
}

/// Each error of a list is among those that `#[raises(..)]` names.
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

impl<X: 'static, Others: EachRaised<R, These>, R: ErrorSet, Which, These> EachRaised<R, (Which, These)>
    for (X, Others)
where
    ThisFunction: Raises<X, R, Which>,
{
    #[inline]
    fn raised(value: Either<X, Others::Value>) -> Value<R> {
        match value {
            Either::This(error) => ThisFunction::raised(error),
            Either::Other(others) => Others::raised(others),
        }
    }
}

/// The errors of a smaller set are among those that `#[raises(..)]` names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` comes out of this `?`, not all of which `#[raises(..)]` names [E-raises-too-little]",
    label = "some of `{Self}` is missing",
    note = "named: `{R}`; add what is missing, or handle it before the `?`; see `deferred::mistakes::e_raises_too_little`"
)]
pub trait AllRaised<R: ErrorSet, Which>: ErrorSet {
    #[doc(hidden)]
    fn raised(value: Value<Self>) -> Value<R>;
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet<List: EachRaised<R, These>>, R: ErrorSet, These> AllRaised<R, (These,)> for Xs {
    #[inline]
    fn raised(value: Value<Xs>) -> Value<R> {
        <Xs::List as EachRaised<R, These>>::raised(value)
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet + Impossible, R: ErrorSet> AllRaised<R, Unsatisfiable> for Xs {
    fn raised(_: Value<Xs>) -> Value<R> {
        unreachable!("no type is impossible")
    }
}

/// A value to which `?` is applied.
#[doc(hidden)]
pub trait Asks: Sized {
    #[inline]
    fn __asks(self) -> Asking<Self> {
        Asking(self)
    }
}

impl<O> Asks for O {}

/// Wraps the value to which `?` is applied.
pub struct Asking<O>(O);

/// One of several errors, or a failure with it.
///
/// An error whose type is still open may be one of these, and is taken for it. If it turns out to be another type,
/// the message says that it was open.
#[diagnostic::on_unimplemented(
    message = "what this `?` is asked of has no type yet here, and turns out to fail with `{Self}` [E-question-mark-before-the-type]",
    label = "the type comes too late: say it before the `?`, as in `text.parse::<u32>()?`; see `deferred::mistakes::e_question_mark_before_the_type`"
)]
pub trait HoldsSet {
    #[doc(hidden)]
    type Set: ErrorSet;

    #[doc(hidden)]
    fn into_one(self) -> OneOf<Self::Set>;
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet> HoldsSet for OneOf<Xs> {
    type Set = Xs;

    #[inline]
    fn into_one(self) -> OneOf<Xs> {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet> HoldsSet for Failure<Xs> {
    type Set = Xs;

    #[inline]
    fn into_one(self) -> OneOf<Xs> {
        self.into_error()
    }
}

impl<T, X: HoldsSet> Asking<Result<T, X>> {
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>> where X::Set: AllRaised<R, Which> {
        self.0.map_err(|error| OneOf::from_value(<X::Set as AllRaised<R, Which>>::raised(error.into_one().into_value())))
    }
}

/// A `Result` with one error. Methods of a trait are found after those with a set, which are inherent.
pub trait AsksForOne<T, X> {
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>> where ThisFunction: Raises<X, R, Which>, X: Debug + 'static;
}

impl<T, X> AsksForOne<T, X> for Asking<Result<T, X>> {
    #[inline]
    fn taken_by<R: ErrorSet, Which>(self) -> Result<T, OneOf<R>>
    where
        ThisFunction: Raises<X, R, Which>,
        X: Debug + 'static,
    {
        self.0.map_err(|error| {
            printing::note::<X>();
            OneOf::from_value(ThisFunction::raised(error))
        })
    }
}

// An operand that is no `Result` stays as it is, and the compiler says so.

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
