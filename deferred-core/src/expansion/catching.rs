//! Replies whose panic was caught: their errors join the set, and so does `Panicked`.
//!
//! The reply inside is classified as [`union`](super::union) classifies replies. Its errors are a list from the
//! start, and no set is taken for the same set.

use super::stage_types::StageTypes;
use super::union::{Gives, GivesCaught, GivesError, KnownWithin, Raised, Union};
use super::verdict::{Apart, Asked, Kept};
use crate::deferred::Deferred;
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Has, HasAll, OneOf};
use crate::flavour::{AnyThread, Flavour, ThisThread};
use crate::stages::catching::{ByCaught, Caught, Panicked};
use crate::stages::{ByDeferred, ByResult, BySetResult, ByValue, Inferred};
use core::fmt::Debug;
use core::marker::PhantomData;

/// The reply, or a panic.
pub struct OrPanic<Form>(PhantomData<Form>);
/// A plain value.
pub struct OfValue;
/// A `Result` with the plain error `X`.
pub struct OfResult<X>(PhantomData<X>);
/// A `Result` with a failure, or with one of several errors.
pub struct OfSetResult<Xs>(PhantomData<Xs>);
/// A Deferred.
pub struct OfDeferred<Xs>(PhantomData<Xs>);

impl<U: 'static, Xs: ErrorSet, Base, Thread: Flavour> Gives<Caught<Deferred<U, Xs, Thread>>, Base, Thread> {
    #[inline]
    pub fn __unpack(self) -> Union<U, Base, Base, (Panicked, Xs::List), OrPanic<OfDeferred<Xs>>> {
        Union::new()
    }
}

impl<U, X, Base, Thread> Gives<Caught<Result<U, X>>, Base, Thread> {
    #[inline]
    pub fn __unpack(self) -> CaughtFallible<U, X, Base> {
        CaughtFallible(PhantomData)
    }
}

/// A Deferred of the other flavour, for which the chain cannot wait: see [`GivesApart`](super::GivesApart).
macro_rules! apart {
    ($($this:ident for $other:ident)+) => {$(
        impl<U: 'static, Xs: ErrorSet, Base> Gives<Caught<Deferred<U, Xs, $other>>, Base, $this> {
            #[inline]
            pub fn __unpack(self) -> Union<U, Base, Base, (Panicked, Xs::List), Caught<Deferred<U, Xs, $other>>> {
                Union::new()
            }
        }
    )+};
}
apart!(ThisThread for AnyThread AnyThread for ThisThread);

impl<U: 'static, Base, All, Xs: ErrorSet, Other: Flavour>
    Union<U, Base, All, (), Caught<Deferred<U, Xs, Other>>>
{
    #[inline]
    pub fn __known<Unknown>(
        self,
    ) -> Asked<Apart<Caught<Deferred<U, Xs, Other>>, Unknown>, StageTypes<U, Base, All, ()>> {
        Asked::new()
    }
}

/// The reply is a `Result`, whose error decides which errors there are.
pub struct CaughtFallible<U, X, Base>(PhantomData<fn() -> (U, X, Base)>);

impl<U, X, Base> CaughtFallible<U, X, Base> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &X {
        unreachable!("only its type is looked at")
    }
}

impl<U, Xs: ErrorSet, Base> CaughtFallible<U, Failure<Xs>, Base> {
    #[inline]
    pub fn __errors(self) -> Union<U, Base, Base, (Panicked, Xs::List), OrPanic<OfSetResult<Xs>>> {
        Union::new()
    }
}

impl<U, Xs: ErrorSet, Base> CaughtFallible<U, OneOf<Xs>, Base> {
    #[inline]
    pub fn __errors(self) -> Union<U, Base, Base, (Panicked, Xs::List), OrPanic<OfSetResult<Xs>>> {
        Union::new()
    }
}

impl<U, X, Base> GivesError for CaughtFallible<U, X, Base> {
    type Union = Union<U, Base, Base, (Panicked, (X, Raised<X>)), OrPanic<OfResult<X>>>;

    #[inline]
    fn __errors(self) -> Self::Union {
        Union::new()
    }
}

impl<U, Base, Thread> GivesCaught for Gives<Caught<U>, Base, Thread> {
    type Union = Union<U, Base, Base, (Panicked, ()), OrPanic<OfValue>>;

    #[inline]
    fn __unpack(&self) -> Self::Union {
        Union::new()
    }
}

impl<U, Base, All: Has<Panicked, At>, At> KnownWithin<At> for Union<U, Base, All, (), OrPanic<OfValue>> {
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<ByCaught<ByValue, At>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

impl<U, Base, All, X: Debug + 'static, At, Index> KnownWithin<(At, Index)>
    for Union<U, Base, All, (), OrPanic<OfResult<X>>>
where
    All: Has<Panicked, At> + Has<X, Index>,
{
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<ByCaught<ByResult<Index>, At>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

impl<U, Base, All, Xs: ErrorSet, At, Indices> KnownWithin<(At, Indices)>
    for Union<U, Base, All, (), OrPanic<OfSetResult<Xs>>>
where
    All: Has<Panicked, At> + HasAll<Xs::List, Indices>,
{
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<ByCaught<BySetResult<Indices>, At>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

impl<U, Base, All, Xs: ErrorSet, At, Indices> KnownWithin<(At, Indices)>
    for Union<U, Base, All, (), OrPanic<OfDeferred<Xs>>>
where
    All: Has<Panicked, At> + HasAll<Xs::List, Indices>,
{
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<ByCaught<ByDeferred<Indices>, At>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}
