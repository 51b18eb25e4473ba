//! What a callback says that it takes, beside what it is given.
//!
//! A closure says it in the type of its parameter, a function in its signature. What they say is asked about before
//! they are given to the chain, which then believes them: so the message can name both types, and what the callback
//! gives is known even where it takes the wrong thing.

use super::callback::{Callback, Handler, InVain};
use super::point::Point;
use crate::deferred::Outcome;
use crate::failure::Failure;
use crate::rules::{Asked, Taken, Yes};
use crate::set::ErrorSet;
use crate::stages::{Seeing, Unseeing};
use core::marker::PhantomData;

/// What a callback is given: an `A`, where the errors `R` can be in flight.
pub struct Arriving<A, R>(PhantomData<fn() -> (A, R)>);

impl<A, R> Clone for Arriving<A, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<A, R> Copy for Arriving<A, R> {}

impl<A, R> Arriving<A, R> {
    #[inline]
    pub(super) fn new() -> Self {
        Arriving(PhantomData)
    }

    /// A closure's parameter is of the type `X`.
    #[inline]
    pub fn says<X>(self) -> Said<A, X, R> {
        Said::new()
    }

    /// What a closure inside a block takes is asked of the block.
    #[inline]
    pub fn given(self) -> PhantomData<fn() -> A> {
        PhantomData
    }

    #[inline]
    pub fn then<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, R> {
        Callback::new(taken.callback)
    }

    #[inline]
    pub fn then_or<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback::new(taken.callback)
    }

    #[inline]
    pub fn or_else<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback::new(taken.callback)
    }

    #[inline]
    pub fn both<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback::new(taken.callback)
    }

    #[inline]
    pub fn catch_all<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback::new(taken.callback)
    }

    #[inline]
    pub fn catch<F, O>(self, taken: Taken<F, O>) -> Handler<F, A, O, R> {
        Handler::new(taken.callback)
    }

    /// What the function takes has to be found out.
    #[inline]
    pub fn of<F>(self, _: &F) -> Function<F, A, R> {
        Function(PhantomData)
    }
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    #[inline]
    pub fn value(self) -> Arriving<T, R> {
        Arriving::new()
    }

    #[inline]
    pub fn outcome(self) -> Arriving<Outcome<T, R>, R> {
        Arriving::new()
    }

    #[inline]
    pub fn failure(self) -> Arriving<Failure<R>, R> {
        Arriving::new()
    }

    #[inline]
    pub fn looked_at(self) -> LookedAt<T> {
        LookedAt(PhantomData)
    }

    #[inline]
    pub fn ended(self) -> Ended<Outcome<T, R>> {
        Ended(PhantomData)
    }
}

/// The callback is given an `A`, and says that it takes an `X`.
pub struct Said<A, X, R>(PhantomData<fn(X) -> (A, R)>);

impl<A, X, R> Clone for Said<A, X, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<A, X, R> Copy for Said<A, X, R> {}

impl<A, X, R> Said<A, X, R> {
    #[inline]
    fn new() -> Self {
        Said(PhantomData)
    }

    #[inline]
    pub fn then<F, O>(self, callback: F) -> Callback<F, O, R>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// The first half of a pair: its errors are new, the chain's own go to the other half.
    #[inline]
    pub fn then_or<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback::new(callback)
    }

    /// The second half of a pair.
    #[inline]
    pub fn or_else<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback::new(callback)
    }

    #[inline]
    pub fn both<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback::new(callback)
    }

    #[inline]
    pub fn catch_all<F, O>(self, handler: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback::new(handler)
    }

    #[inline]
    pub fn catch<F, O>(self, handler: F) -> Handler<F, A, O, R>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Handler::new(handler)
    }
}

impl<A, R> Said<A, A, R> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, A> {
        Asked::new()
    }
}

/// It takes something else. Found last, since it takes `self` by reference.
pub trait SaysOtherwise {
    type Taken;
    type Given;
    fn __asked(&self) -> Asked<Self::Taken, Self::Given>;
}

impl<A, X, R> SaysOtherwise for Said<A, X, R> {
    type Taken = X;
    type Given = A;

    #[inline]
    fn __asked(&self) -> Asked<X, A> {
        Asked::new()
    }
}

/// A function `F`, which is given an `A`.
pub struct Function<F, A, R>(PhantomData<fn(F) -> (A, R)>);

impl<F, A, R> Clone for Function<F, A, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, A, R> Copy for Function<F, A, R> {}

/// The function takes what it is given.
pub trait TakesIt<O> {
    type Said;
    type A;
    fn __asked_callable(self) -> Asked<Yes, Self::A>;
    fn __said(self) -> Self::Said;
}

impl<F: FnOnce(A) -> O, A, R, O> TakesIt<O> for Function<F, A, R> {
    type Said = Said<A, A, R>;
    type A = A;

    #[inline]
    fn __asked_callable(self) -> Asked<Yes, A> {
        Asked::new()
    }

    #[inline]
    fn __said(self) -> Said<A, A, R> {
        Said::new()
    }
}

/// The function takes something else. Found after what is right, since it takes `self` by reference.
pub trait TakesAnother<X, O> {
    type Said;
    type A;
    fn __asked_callable(&self) -> Asked<Yes, Self::A>;
    fn __said(&self) -> Self::Said;
}

impl<F: FnOnce(X) -> O, A, X, R, O> TakesAnother<X, O> for Function<F, A, R> {
    type Said = Said<A, X, R>;
    type A = A;

    #[inline]
    fn __asked_callable(&self) -> Asked<Yes, A> {
        Asked::new()
    }

    #[inline]
    fn __said(&self) -> Said<A, X, R> {
        Said::new()
    }
}

/// It is no function of one argument. Found last, since it takes `self` by mutable reference.
pub trait TakesNothing {
    type Found;
    type A;
    fn __asked_callable(&mut self) -> Asked<Self::Found, Self::A>;
    fn __said<Unknown>(&mut self) -> Unknown;
}

impl<F, A, R> TakesNothing for Function<F, A, R> {
    type Found = F;
    type A = A;

    #[inline]
    fn __asked_callable(&mut self) -> Asked<F, A> {
        Asked::new()
    }

    fn __said<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// A callback is lent a `T`.
pub struct LookedAt<T>(PhantomData<fn(T)>);

/// A callback that is lent a `T` says that it takes an `X`.
pub struct SaidToLook<T, X>(PhantomData<fn(T, X)>);

impl<T> LookedAt<T> {
    #[inline]
    pub fn says<X>(self) -> SaidToLook<T, X> {
        SaidToLook(PhantomData)
    }
}

impl<T> SaidToLook<T, &T> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, T> {
        Asked::new()
    }
}

impl<T, X> SaysOtherwise for SaidToLook<T, X> {
    type Taken = X;
    type Given = T;

    #[inline]
    fn __asked(&self) -> Asked<X, T> {
        Asked::new()
    }
}

/// A callback is given nothing, or lent the outcome `T` if there is one.
pub struct Ended<T>(PhantomData<fn(T)>);

/// A callback that is lent the outcome `T` says that it takes an `X`.
pub struct SaidToEnd<T, X>(PhantomData<fn(T, X)>);

impl<T, X> Clone for SaidToEnd<T, X> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, X> Copy for SaidToEnd<T, X> {}

impl<T> Ended<T> {
    #[inline]
    pub fn says<X>(self) -> SaidToEnd<T, X> {
        SaidToEnd(PhantomData)
    }

    #[inline]
    pub fn of<F>(self, _: &F) -> EndedBy<T, F> {
        EndedBy(PhantomData)
    }
}

impl<T> SaidToEnd<T, Option<&T>> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, T> {
        Asked::new()
    }
}

impl<T, X> SaysOtherwise for SaidToEnd<T, X> {
    type Taken = X;
    type Given = T;

    #[inline]
    fn __asked(&self) -> Asked<X, T> {
        Asked::new()
    }
}

impl<T: 'static, R: ErrorSet> SaidToEnd<Outcome<T, R>, Option<&Outcome<T, R>>> {
    #[inline]
    pub fn finally_with<F, O>(self, callback: F) -> Callback<Seeing<F>, O, R>
    where
        F: FnOnce(Option<&Outcome<T, R>>) -> O + 'static,
    {
        Callback::new(Seeing(callback))
    }
}

/// A function that is to be called at the end, when the outcome is a `T`.
pub struct EndedBy<T, F>(PhantomData<fn(T, F)>);

impl<T, F> Clone for EndedBy<T, F> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for EndedBy<T, F> {}

/// It takes nothing.
pub trait EndsIt<F, O> {
    type T;
    type R;
    fn __asked(self) -> Asked<Yes, Self::T>;
    fn finally(self, callback: F) -> Callback<Unseeing<F>, O, Self::R>;
}

impl<T: 'static, R: ErrorSet, F: FnOnce() -> O + 'static, O> EndsIt<F, O> for EndedBy<Outcome<T, R>, F> {
    type T = Outcome<T, R>;
    type R = R;

    #[inline]
    fn __asked(self) -> Asked<Yes, Outcome<T, R>> {
        Asked::new()
    }

    #[inline]
    fn finally(self, callback: F) -> Callback<Unseeing<F>, O, R> {
        Callback::new(Unseeing(callback))
    }
}

/// It takes something else, which was said already. Found last, since it takes `self` by reference; what comes after it is as before.
pub trait EndsNothing {
    type R;

    fn finally<F>(&self, _: F) -> Callback<InVain, (), Self::R> {
        unreachable!("does not compile where it is found")
    }

    fn finally_with<F>(&self, _: F) -> Callback<InVain, (), Self::R> {
        unreachable!("does not compile where it is found")
    }
}

impl<T: 'static, R: ErrorSet, F> EndsNothing for EndedBy<Outcome<T, R>, F> {
    type R = R;
}

impl<T: 'static, R: ErrorSet, X> EndsNothing for SaidToEnd<Outcome<T, R>, X> {
    type R = R;
}

/// It takes something.
impl<T, F> SaysOtherwise for EndedBy<T, F> {
    type Taken = F;
    type Given = T;

    #[inline]
    fn __asked(&self) -> Asked<F, T> {
        Asked::new()
    }
}
