//! Compares the parameter of a callback of `inspect` or `finally`, which is lent a reference or takes nothing, with what
//! the chain gives it.

use super::callback::{Callback, InVain};
use super::point::Point;
use super::takes::DeclaresOther;
use crate::deferred::Outcome;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::ErrorSet;
use crate::stages::{WithOutcome, WithoutOutcome};
use core::marker::PhantomData;

impl<T: 'static, R: ErrorSet> Point<T, R> {
    #[inline]
    pub fn looked_at(self) -> InspectInput<T> {
        InspectInput(PhantomData)
    }

    #[inline]
    pub fn ended(self) -> FinallyInput<Outcome<T, R>> {
        FinallyInput(PhantomData)
    }
}

/// The argument of an `inspect`: a reference to a `T`.
pub struct InspectInput<T>(PhantomData<fn(T)>);

/// A callback of `inspect` declares an `X`.
pub struct InspectDeclared<T, X>(pub(super) PhantomData<fn(T, X)>);

impl<T> InspectInput<T> {
    #[inline]
    pub fn declares<X>(self) -> InspectDeclared<T, X> {
        InspectDeclared(PhantomData)
    }

    #[inline]
    pub fn of<F>(self, _: &F) -> InspectFunction<T, F> {
        InspectFunction(PhantomData)
    }
}

/// A function for `inspect`, which is given a reference to a `T`.
pub struct InspectFunction<T, F>(PhantomData<fn(T, F)>);

impl<T, F> Clone for InspectFunction<T, F> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for InspectFunction<T, F> {}

impl<T, F: FnOnce(&T)> InspectFunction<T, F> {
    #[inline]
    pub fn __query_lent(self) -> Query<Satisfied, (), T> {
        Query::new()
    }
}

/// The function takes the reference, and returns something. The message shows the function, with its return type.
pub trait LooksAndGives<O> {
    type T;
    type F;
    fn __query_lent(self) -> Query<ThisChain, Self::F, Self::T>;
}

impl<T, F: FnOnce(&T) -> O, O> LooksAndGives<O> for InspectFunction<T, F> {
    type T = T;
    type F = F;

    #[inline]
    fn __query_lent(self) -> Query<ThisChain, F, T> {
        Query::new()
    }
}

/// The function takes something else. Takes `self` by reference, so this is found after one that fits.
pub trait LooksAtAnother<X, O> {
    type T;
    fn __query_lent(&self) -> Query<ThisChain, X, Self::T>;
}

impl<T, F: FnOnce(X) -> O, X, O> LooksAtAnother<X, O> for InspectFunction<T, F> {
    type T = T;

    #[inline]
    fn __query_lent(&self) -> Query<ThisChain, X, T> {
        Query::new()
    }
}

/// The value is no function of one argument. Takes `self` by mutable reference, so this is found last.
pub trait LooksAtNothing {
    type T;
    type F;
    fn __query_lent(&mut self) -> Query<ThisChain, Self::F, Self::T>;
}

impl<T, F> LooksAtNothing for InspectFunction<T, F> {
    type T = T;
    type F = F;

    #[inline]
    fn __query_lent(&mut self) -> Query<ThisChain, F, T> {
        Query::new()
    }
}

impl<T> InspectDeclared<T, &T> {
    #[inline]
    pub fn __query_declared(self) -> Query<Satisfied, (), T> {
        Query::new()
    }
}

impl<T, X> DeclaresOther for InspectDeclared<T, X> {
    type Taken = X;
    type Given = T;

    #[inline]
    fn __query_declared(&self) -> Query<ThisChain, X, T> {
        Query::new()
    }
}

/// The argument of a `finally`: nothing, or a reference to the outcome `T` if there is one.
pub struct FinallyInput<T>(PhantomData<fn(T)>);

/// A callback of `finally` declares an `X`.
pub struct FinallyDeclared<T, X>(pub(super) PhantomData<fn(T, X)>);

impl<T, X> Clone for FinallyDeclared<T, X> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, X> Copy for FinallyDeclared<T, X> {}

impl<T> FinallyInput<T> {
    #[inline]
    pub fn declares<X>(self) -> FinallyDeclared<T, X> {
        FinallyDeclared(PhantomData)
    }

    #[inline]
    pub fn of<F>(self, _: &F) -> FinallyFunction<T, F> {
        FinallyFunction(PhantomData)
    }
}

impl<T> FinallyDeclared<T, Option<&T>> {
    #[inline]
    pub fn __query_declared(self) -> Query<Satisfied, (), T> {
        Query::new()
    }
}

impl<T, X> DeclaresOther for FinallyDeclared<T, X> {
    type Taken = X;
    type Given = T;

    #[inline]
    fn __query_declared(&self) -> Query<ThisChain, X, T> {
        Query::new()
    }
}

impl<T: 'static, R: ErrorSet> FinallyDeclared<Outcome<T, R>, Option<&Outcome<T, R>>> {
    #[inline]
    pub fn finally_with<F, O>(self, callback: F) -> Callback<WithOutcome<F>, O, R>
    where
        F: FnOnce(Option<&Outcome<T, R>>) -> O + 'static,
    {
        Callback { run: WithOutcome(callback), gives: PhantomData }
    }
}

/// A function for `finally`, where the outcome is a `T`.
pub struct FinallyFunction<T, F>(pub(super) PhantomData<fn(T, F)>);

impl<T, F> Clone for FinallyFunction<T, F> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for FinallyFunction<T, F> {}

/// The function takes nothing.
pub trait RunsFinally<F, O> {
    type T;
    type R;
    fn __query_declared(self) -> Query<Satisfied, (), Self::T>;
    fn finally(self, callback: F) -> Callback<WithoutOutcome<F>, O, Self::R>;
}

impl<T: 'static, R: ErrorSet, F: FnOnce() -> O + 'static, O> RunsFinally<F, O>
    for FinallyFunction<Outcome<T, R>, F>
{
    type T = Outcome<T, R>;
    type R = R;

    #[inline]
    fn __query_declared(self) -> Query<Satisfied, (), Outcome<T, R>> {
        Query::new()
    }

    #[inline]
    fn finally(self, callback: F) -> Callback<WithoutOutcome<F>, O, R> {
        Callback { run: WithoutOutcome(callback), gives: PhantomData }
    }
}

/// The function takes something else, as the compiler has said. Takes `self` by reference, so this is found last;
/// the types after it are as before.
pub trait RunsNothing {
    type R;

    fn finally<F>(&self, _: F) -> Callback<InVain, (), Self::R> {
        unreachable!("does not compile where it is found")
    }

    fn finally_with<F>(&self, _: F) -> Callback<InVain, (), Self::R> {
        unreachable!("does not compile where it is found")
    }
}

impl<T: 'static, R: ErrorSet, F> RunsNothing for FinallyFunction<Outcome<T, R>, F> {
    type R = R;
}

impl<T: 'static, R: ErrorSet, X> RunsNothing for FinallyDeclared<Outcome<T, R>, X> {
    type R = R;
}

/// The function takes something.
impl<T, F> DeclaresOther for FinallyFunction<T, F> {
    type Taken = F;
    type Given = T;

    #[inline]
    fn __query_declared(&self) -> Query<ThisChain, F, T> {
        Query::new()
    }
}
