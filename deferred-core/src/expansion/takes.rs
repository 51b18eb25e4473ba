//! Compares the parameter that a callback declares with what the chain gives it.
//!
//! A closure declares the type in its parameter, a function in its signature. The declared type is checked before
//! the callback is passed to the chain, which relies on it then: so the message can name both types, and the
//! callback's reply is known even where its parameter is wrong.

use super::callback::{Callback, Handler};
use super::point::Point;
use crate::deferred::Outcome;
use crate::diagnostics::{Query, Satisfied, Taken, ThisChain};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use core::marker::PhantomData;

/// The argument of a callback: an `A`, where the errors `R` can be in flight.
pub struct Input<A, R>(PhantomData<fn() -> (A, R)>);

impl<A, R> Clone for Input<A, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<A, R> Copy for Input<A, R> {}

impl<A, R> Input<A, R> {
    #[inline]
    pub(super) fn new() -> Self {
        Input(PhantomData)
    }

    /// A closure declares a parameter of the type `X`.
    #[inline]
    pub fn declares<X>(self) -> Declared<A, X, R> {
        Declared::new()
    }

    /// The argument for a closure inside a block, which is checked by a bound on the block.
    #[inline]
    pub fn given(self) -> PhantomData<fn() -> A> {
        PhantomData
    }

    #[inline]
    pub fn then<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, R> {
        Callback { run: taken.callback, gives: PhantomData }
    }

    #[inline]
    pub fn then_or<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback { run: taken.callback, gives: PhantomData }
    }

    #[inline]
    pub fn or_else<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback { run: taken.callback, gives: PhantomData }
    }

    #[inline]
    pub fn both<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback { run: taken.callback, gives: PhantomData }
    }

    #[inline]
    pub fn catch_all<F, O>(self, taken: Taken<F, O>) -> Callback<F, O, ()> {
        Callback { run: taken.callback, gives: PhantomData }
    }

    #[inline]
    pub fn catch<F, O>(self, taken: Taken<F, O>) -> Handler<F, A, O, R> {
        Handler { run: taken.callback, types: PhantomData }
    }

    /// A function, whose parameter is still to be found out.
    #[inline]
    pub fn of<F>(self, _: &F) -> Function<F, A, R> {
        Function(PhantomData)
    }
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    #[inline]
    pub fn value(self) -> Input<T, R> {
        Input::new()
    }

    #[inline]
    pub fn outcome(self) -> Input<Outcome<T, R>, R> {
        Input::new()
    }

    #[inline]
    pub fn failure(self) -> Input<Failure<R>, R> {
        Input::new()
    }
}

/// The callback is given an `A`, and declares an `X`.
pub struct Declared<A, X, R>(pub(super) PhantomData<fn(X) -> (A, R)>);

impl<A, X, R> Clone for Declared<A, X, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<A, X, R> Copy for Declared<A, X, R> {}

impl<A, X, R> Declared<A, X, R> {
    #[inline]
    fn new() -> Self {
        Declared(PhantomData)
    }

    #[inline]
    pub fn then<F, O>(self, callback: F) -> Callback<F, O, R>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// The first half of a pair: its errors are a new set, and the chain's own go to the other half.
    #[inline]
    pub fn then_or<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// The second half of a pair.
    #[inline]
    pub fn or_else<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    #[inline]
    pub fn both<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    #[inline]
    pub fn catch_all<F, O>(self, handler: F) -> Callback<F, O, ()>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Callback { run: handler, gives: PhantomData }
    }

    #[inline]
    pub fn catch<F, O>(self, handler: F) -> Handler<F, A, O, R>
    where
        F: FnOnce(X) -> O + 'static,
    {
        Handler { run: handler, types: PhantomData }
    }
}

impl<A, R> Declared<A, A, R> {
    #[inline]
    pub fn __query_declared(self) -> Query<Satisfied, (), A> {
        Query::new()
    }
}

/// The callback declares something else. Takes `self` by reference, so this is found last.
pub trait DeclaresOther {
    type Taken;
    type Given;
    fn __query_declared(&self) -> Query<ThisChain, Self::Taken, Self::Given>;
}

impl<A, X, R> DeclaresOther for Declared<A, X, R> {
    type Taken = X;
    type Given = A;

    #[inline]
    fn __query_declared(&self) -> Query<ThisChain, X, A> {
        Query::new()
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

/// The function takes its argument.
pub trait TakesIt<O> {
    type Declared;
    type A;
    fn __query_callable(self) -> Query<Satisfied, (), Self::A>;
    fn __declared(self) -> Self::Declared;
}

impl<F: FnOnce(A) -> O, A, R, O> TakesIt<O> for Function<F, A, R> {
    type Declared = Declared<A, A, R>;
    type A = A;

    #[inline]
    fn __query_callable(self) -> Query<Satisfied, (), A> {
        Query::new()
    }

    #[inline]
    fn __declared(self) -> Declared<A, A, R> {
        Declared::new()
    }
}

/// The function takes something else. Takes `self` by reference, so this is found after one that fits.
pub trait TakesAnother<X, O> {
    type Declared;
    type A;
    fn __query_callable(&self) -> Query<Satisfied, (), Self::A>;
    fn __declared(&self) -> Self::Declared;
}

impl<F: FnOnce(X) -> O, A, X, R, O> TakesAnother<X, O> for Function<F, A, R> {
    type Declared = Declared<A, X, R>;
    type A = A;

    #[inline]
    fn __query_callable(&self) -> Query<Satisfied, (), A> {
        Query::new()
    }

    #[inline]
    fn __declared(&self) -> Declared<A, X, R> {
        Declared::new()
    }
}

/// The value is no function of one argument. Takes `self` by mutable reference, so this is found last.
pub trait TakesNothing {
    type Found;
    type A;
    fn __query_callable(&mut self) -> Query<ThisChain, Self::Found, Self::A>;
    fn __declared<Unknown>(&mut self) -> Unknown;
}

impl<F, A, R> TakesNothing for Function<F, A, R> {
    type Found = F;
    type A = A;

    #[inline]
    fn __query_callable(&mut self) -> Query<ThisChain, F, A> {
        Query::new()
    }

    fn __declared<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}
