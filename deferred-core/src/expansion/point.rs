//! The types at one point of a chain, which give the callbacks theirs.

use super::callback::{Callback, Handler};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::set::{AnyInFlight, ErrorSet, HasAll};
use crate::stages::Trap;
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
        R: AnyInFlight,
        F: FnOnce(Failure<R>) -> O + 'static,
    {
        Callback::new(callback)
    }

    #[inline]
    pub fn catch<E, F, O, Trapping>(self, handler: F) -> Handler<F, E, O, E::Rest, Trapping>
    where
        E: Trap<R, Trapping>,
        F: FnOnce(E) -> O + 'static,
    {
        Handler::new(handler)
    }

    #[inline]
    pub fn catch_all<F, O>(self, handler: F) -> Callback<F, O, ()>
    where
        R: AnyInFlight,
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
    pub fn inspect<F>(self, callback: F) -> Callback<F, (), R>
    where
        F: FnOnce(&T) + 'static,
    {
        Callback::new(callback)
    }

    #[inline]
    pub fn finally<F, O>(
        self,
        callback: F,
    ) -> Callback<impl FnOnce(Option<&Outcome<T, R>>) -> O + 'static, O, R>
    where
        F: FnOnce() -> O + 'static,
    {
        Callback::new(move |_: Option<&Outcome<T, R>>| callback())
    }

    #[inline]
    pub fn finally_with<F, O>(self, callback: F) -> Callback<F, O, R>
    where
        F: FnOnce(Option<&Outcome<T, R>>) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// The same value; exactly the errors `S`.
    #[inline]
    pub fn raises<S, Places, SamePlaces>(self) -> Point<T, S>
    where
        S: ErrorSet + HasAll<<R as ErrorSet>::List, Places>,
        R: HasAll<<S as ErrorSet>::List, SamePlaces>,
    {
        Point::new()
    }

    /// The same value; no other errors than `S`.
    #[inline]
    pub fn raises_at_most<S, Places>(self) -> Point<T, S>
    where
        S: HasAll<R::List, Places>,
    {
        Point::new()
    }
}
