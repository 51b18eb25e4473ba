//! The types at one point of a chain, which give the callbacks theirs.

use super::callback::{Callback, Handler, Handling, Look};
use super::raising::{Named, Naming};
use super::said::Arriving;
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::set::{ErrorSet, InFlight};
use crate::stages::{Seeing, Unseeing};
use core::marker::PhantomData;

/// A point of the chain, where it carries a `T` unless one of the errors `R` is in flight.
pub struct Point<T, R>(PhantomData<fn() -> (T, R)>);

impl<T, R> Clone for Point<T, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, R> Copy for Point<T, R> {}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The point where the source ends.
    #[inline]
    pub fn after(_: &Deferred<T, R>) -> Self {
        Self::new()
    }

    #[inline]
    pub(super) fn new() -> Self {
        Point(PhantomData)
    }

    #[inline]
    pub fn then<F, O>(self, callback: F) -> Callback<F, O, R>
    where
        F: FnOnce(T) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// The first half of a pair: its errors are new, the chain's own go to the other half.
    #[inline]
    pub fn then_or<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(T) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// The second half of a pair.
    #[inline]
    pub fn or_else<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Failure<R>) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// A handler of one error, or of several. Whether they can be in flight is asked afterwards: see [`Trapping`](super::Trapping).
    #[inline]
    pub fn catch<E, F, O>(self, handler: F) -> Handler<F, E, O, R>
    where
        F: FnOnce(E) -> O + 'static,
    {
        Handler::new(handler)
    }

    /// The errors that a `catch` lists.
    #[inline]
    pub fn listing<E>(self) -> Listing<E, R> {
        Listing(PhantomData)
    }

    #[inline]
    pub fn catch_all<F, O>(self, handler: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Failure<R>) -> O + 'static,
    {
        Callback::new(handler)
    }

    #[inline]
    pub fn both<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Outcome<T, R>) -> O + 'static,
    {
        Callback::new(callback)
    }

    #[inline]
    pub fn inspect<F>(self, callback: F) -> Look<F, T>
    where
        F: FnOnce(&T) + 'static,
    {
        Look::new(callback)
    }

    #[inline]
    pub fn finally<F, O>(self, callback: F) -> Callback<Unseeing<F>, O, R>
    where
        F: FnOnce() -> O + 'static,
    {
        Callback::new(Unseeing(callback))
    }

    #[inline]
    pub fn finally_with<F, O>(self, callback: F) -> Callback<Seeing<F>, O, R>
    where
        F: FnOnce(Option<&Outcome<T, R>>) -> O + 'static,
    {
        Callback::new(Seeing(callback))
    }

    /// An error that a `raises` names.
    #[inline]
    pub fn named<X>(self) -> Named<X, R> {
        Named::new()
    }

    /// An error that a handler names.
    #[inline]
    pub fn handled<X>(self) -> Handling<X, R> {
        Handling::new()
    }

    /// Whether there is something to handle.
    #[inline]
    pub fn errors(self) -> PhantomData<InFlight<R>> {
        PhantomData
    }

    #[inline]
    pub fn set(self) -> PhantomData<R> {
        PhantomData
    }

    /// A `raises` that names `S`. Whether that is true is asked afterwards: see [`Naming`].
    #[inline]
    pub fn naming<S>(self) -> Naming<T, R, S> {
        Naming::new()
    }
}

/// A `catch` that lists its errors: a handler of them takes an `E`.
pub struct Listing<E, R>(PhantomData<fn(E) -> R>);

impl<E, R> Clone for Listing<E, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, R> Copy for Listing<E, R> {}

impl<E, R> Listing<E, R> {
    #[inline]
    pub fn handed(self) -> Arriving<E, R> {
        Arriving::new()
    }

    #[inline]
    pub fn catch<F, O>(self, handler: F) -> Handler<F, E, O, R>
    where
        F: FnOnce(E) -> O + 'static,
    {
        Handler::new(handler)
    }
}
