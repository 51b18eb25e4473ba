//! Replies that are futures: the output is classified as [`union`](super::union) classifies replies.

use super::flavour_checks::Polled;
use super::stage_types::StageTypes;
use super::union::{Gives, GivesError, Joining, KnownWithin, Nothing, Raised, Union};
use super::verdict::{Apart, Asked, Unawaited};
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Has, HasAll, Never, OneOf};
use crate::flavour::Flavour;
use crate::stages::{
    ByDeferred, ByFuture, ByNothing, ByResult, BySameDeferred, BySameResult, BySetResult, ByValue, Inferred,
};
use core::fmt::Debug;
use core::future::Future;
use core::marker::PhantomData;

/// A future with the output `O`, whose errors join the set `Base`, in a chain of the flavour `Thread`. `By` says
/// how the chain waits for the future.
pub struct Awaited<O, Base, Thread, By>(PhantomData<fn() -> (O, Base, Thread, By)>);

/// Nobody awaits the future `F`.
pub struct NotAwaited<F>(PhantomData<F>);

/// The flavour polls the future.
pub struct Here<F, Thread>(PhantomData<fn() -> (F, Thread)>);

/// The form of the output, and how the chain waits for the future.
pub struct Awaits<Form, By>(PhantomData<fn() -> (Form, By)>);
/// A plain value.
pub struct AValue;
/// A `Result` with the plain error `X`.
pub struct AResult<X>(PhantomData<X>);
/// A `Result` with a failure, or with one of several errors.
pub struct ASetResult<Xs>(PhantomData<Xs>);
/// A Deferred.
pub struct ADeferred<Xs>(PhantomData<Xs>);

/// The reply is a future.
pub trait GivesFuture {
    type Awaited;
    fn __unpack(self) -> Self::Awaited;
}

impl<F: Future, Base, Thread> GivesFuture for Gives<F, Base, Thread> {
    type Awaited = Awaited<F::Output, Base, Thread, Here<F, Thread>>;

    #[inline]
    fn __unpack(self) -> Self::Awaited {
        Awaited(PhantomData)
    }
}

/// The output of a future. Never called: see [`Known`](super::Known).
pub fn output<F: Future>(_: &F) -> Awaited<F::Output, (), (), ()> {
    Awaited(PhantomData)
}

impl<O, Base, Thread, By> Awaited<O, Base, Thread, By> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &O {
        unreachable!("only its type is looked at")
    }
}

impl<U, X, Base, Thread, By> Awaited<Result<U, X>, Base, Thread, By> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error_of_output(&self) -> &X {
        unreachable!("only its type is looked at")
    }
}

/// An output that is no `Result` has no error whose type could be open. A trait's method, so it is found after the
/// inherent one.
pub trait HasNoErrorOfOutput {
    /// Never called: see [`Known`](super::Known).
    fn some_error_of_output(&self) -> &() {
        &()
    }
}

impl<T> HasNoErrorOfOutput for T {}

impl<U, Xs: ErrorSet, Base, Thread, By> Awaited<Result<U, Failure<Xs>>, Base, Thread, By> {
    #[inline]
    pub fn __errors(self) -> Joining<U, Base, Xs, Awaits<ASetResult<Xs>, By>> {
        Joining::new()
    }
}

impl<U, Xs: ErrorSet, Base, Thread, By> Awaited<Result<U, OneOf<Xs>>, Base, Thread, By> {
    #[inline]
    pub fn __errors(self) -> Joining<U, Base, Xs, Awaits<ASetResult<Xs>, By>> {
        Joining::new()
    }
}

impl<U: 'static, Xs: ErrorSet, Base, Thread: Flavour, By> Awaited<Deferred<U, Xs, Thread>, Base, Thread, By> {
    #[inline]
    pub fn __errors(self) -> Joining<U, Base, Xs, Awaits<ADeferred<Xs>, By>> {
        Joining::new()
    }
}

impl<Base, Thread, By> Awaited<Never, Base, Thread, By> {
    #[inline]
    pub fn __errors(self) -> Union<Never, Base, Base, (), Awaits<Nothing, By>> {
        Union::new()
    }
}

/// The output is a `Result` with a plain error.
impl<U, X, Base, Thread, By> GivesError for Awaited<Result<U, X>, Base, Thread, By> {
    type Union = Union<U, Base, Base, (X, Raised<X>), Awaits<AResult<X>, By>>;

    #[inline]
    fn __errors(self) -> Self::Union {
        Union::new()
    }
}

/// The output is a Deferred of the other flavour, for which the chain cannot wait.
impl<U: 'static, Xs: ErrorSet, Base, Other: Flavour, Thread, By> GivesError
    for Awaited<Deferred<U, Xs, Other>, Base, Thread, By>
{
    type Union = Joining<U, Base, Xs, Awaits<ADeferred<Xs>, Deferred<U, Xs, Other>>>;

    #[inline]
    fn __errors(self) -> Self::Union {
        Joining::new()
    }
}

/// The output is a future again, which nobody would await.
pub trait AwaitsInVain {
    type Union;
    fn __errors(self) -> Self::Union;
}

impl<F: Future, Base, Thread, By> AwaitsInVain for Awaited<F, Base, Thread, By> {
    type Union = Union<F::Output, Base, Base, (), Awaits<AValue, NotAwaited<F>>>;

    #[inline]
    fn __errors(self) -> Self::Union {
        Union::new()
    }
}

/// Any other output is a value. Takes `self` by reference, so this is found last.
pub trait AwaitsPlainly {
    type Union;
    fn __errors(&self) -> Self::Union;
}

impl<U, Base, Thread, By> AwaitsPlainly for Awaited<U, Base, Thread, By> {
    type Union = Union<U, Base, Base, (), Awaits<AValue, By>>;

    #[inline]
    fn __errors(&self) -> Self::Union {
        Union::new()
    }
}

// All members were added, so their places are known.

impl<U, Base, All, F, Thread> Union<U, Base, All, (), Awaits<AValue, Here<F, Thread>>> {
    #[inline]
    pub fn __known(
        self,
    ) -> Asked<Polled<F, Thread>, StageTypes<U, Base, All, ByFuture<Inferred<ByValue>, Here<F, Thread>>>>
    {
        Asked::new()
    }
}

impl<Base, All, F, Thread> Union<Never, Base, All, (), Awaits<Nothing, Here<F, Thread>>> {
    #[inline]
    pub fn __known(
        self,
    ) -> Asked<Polled<F, Thread>, StageTypes<Never, Base, All, ByFuture<Inferred<ByNothing>, Here<F, Thread>>>>
    {
        Asked::new()
    }
}

impl<U, Base, All, X: Debug + 'static, F, Thread>
    Union<U, Base, All, (), Awaits<AResult<X>, Here<F, Thread>>>
{
    #[inline]
    pub fn __known<At>(
        self,
    ) -> Asked<Polled<F, Thread>, StageTypes<U, Base, All, ByFuture<Inferred<ByResult<At>>, Here<F, Thread>>>>
    where
        All: Has<X, At>,
    {
        Asked::new()
    }
}

impl<U, Base, Xs: ErrorSet, F, Thread> Union<U, Base, Xs, (), Awaits<ASetResult<Xs>, Here<F, Thread>>> {
    #[inline]
    pub fn __known(
        self,
    ) -> Asked<Polled<F, Thread>, StageTypes<U, Base, Xs, ByFuture<BySameResult, Here<F, Thread>>>> {
        Asked::new()
    }
}

impl<U, Base, Xs: ErrorSet, F, Thread> Union<U, Base, Xs, (), Awaits<ADeferred<Xs>, Here<F, Thread>>> {
    #[inline]
    pub fn __known(
        self,
    ) -> Asked<Polled<F, Thread>, StageTypes<U, Base, Xs, ByFuture<BySameDeferred, Here<F, Thread>>>> {
        Asked::new()
    }
}

impl<U, Base, All: HasAll<Xs::List, Indices>, Xs: ErrorSet, Indices, F, Thread> KnownWithin<Indices>
    for Union<U, Base, All, (), Awaits<ASetResult<Xs>, Here<F, Thread>>>
{
    type StageTypes = Asked<
        Polled<F, Thread>,
        StageTypes<U, Base, All, ByFuture<Inferred<BySetResult<Indices>>, Here<F, Thread>>>,
    >;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

impl<U, Base, All: HasAll<Xs::List, Indices>, Xs: ErrorSet, Indices, F, Thread> KnownWithin<Indices>
    for Union<U, Base, All, (), Awaits<ADeferred<Xs>, Here<F, Thread>>>
{
    type StageTypes = Asked<
        Polled<F, Thread>,
        StageTypes<U, Base, All, ByFuture<Inferred<ByDeferred<Indices>>, Here<F, Thread>>>,
    >;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

// The chain does not wait for the future; the types say for which.

impl<U: 'static, Base, All, Form, F> Union<U, Base, All, (), Awaits<Form, NotAwaited<F>>> {
    #[inline]
    pub fn __known<Unknown>(self) -> Asked<Unawaited<F, Unknown>, StageTypes<U, Base, All, ()>> {
        Asked::new()
    }
}

impl<U: 'static, Base, All, Form, Xs: ErrorSet, Other: Flavour>
    Union<U, Base, All, (), Awaits<Form, Deferred<U, Xs, Other>>>
{
    #[inline]
    pub fn __known<Unknown>(
        self,
    ) -> Asked<Apart<Deferred<U, Xs, Other>, Unknown>, StageTypes<U, Base, All, ()>> {
        Asked::new()
    }
}

// A reply that the chain would carry on, and nobody would await or fire.

/// The reply is such a value.
pub trait GivesWhatNobodyAwaits {
    type Union;
    fn __unpack(self) -> Self::Union;
}

/// A pair, of which the chain would carry both sides: nobody fires the resolver or takes the Deferred.
impl<U: 'static, Xs: ErrorSet, Other: Flavour, Base, Thread> GivesWhatNobodyAwaits
    for Gives<(Resolver<U, Xs, Other>, Deferred<U, Xs, Other>), Base, Thread>
{
    type Union = Union<
        U,
        Base,
        Base,
        (),
        Awaits<AValue, NotAwaited<(Resolver<U, Xs, Other>, Deferred<U, Xs, Other>)>>,
    >;

    #[inline]
    fn __unpack(self) -> Self::Union {
        Union::new()
    }
}

/// Only the panic of the function that returns the future is caught, not that of the future.
#[cfg(feature = "std")]
impl<F: Future, Base, Thread> GivesWhatNobodyAwaits
    for Gives<crate::stages::catching::Caught<F>, Base, Thread>
{
    type Union = Union<F::Output, Base, Base, (), Awaits<AValue, NotAwaited<F>>>;

    #[inline]
    fn __unpack(self) -> Self::Union {
        Union::new()
    }
}
