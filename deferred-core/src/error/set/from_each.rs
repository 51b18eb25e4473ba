//! Errors of a set as an enum of one's own.

use super::sum::{Either, Never};
use super::{ErrorSet, List, Value};
use core::fmt::Debug;

/// An enum, or whatever else there is a `From` each error of the set `R` for: what [`OneOf::into_enum`](crate::OneOf::into_enum) makes.
///
/// Nobody implements it by hand: it holds for every type with those `From`s, as thiserror's `#[from]` writes them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made of each of the errors `{R}` [E-enum-misses-an-error]",
    label = "there is no `From` for each of `{R}`",
    note = "give it a variant with `#[from]` for each, or write `impl From<..> for {Self}`"
)]
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

impl<E: From<X>, X: Debug + 'static, Others: EachInto<E>> EachInto<E> for (X, Others) {
    #[inline]
    fn each_into(value: Either<X, Others::Value>) -> E {
        match value {
            Either::This(error) => error.into(),
            Either::Other(others) => Others::each_into(others),
        }
    }
}
