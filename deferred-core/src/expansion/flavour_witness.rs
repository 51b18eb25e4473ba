//! The witness of a chain's flavour, which is asked whether it carries each callback, and the result.

use super::point::Point;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour};
use core::marker::PhantomData;

/// The flavour of a chain.
pub struct FlavourWitness<Thread>(pub(super) PhantomData<fn() -> Thread>);

impl<Thread> Clone for FlavourWitness<Thread> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Thread> Copy for FlavourWitness<Thread> {}

impl<Thread: Flavour> FlavourWitness<Thread> {
    #[inline]
    pub fn of<T: 'static, R: ErrorSet>(_: &Deferred<T, R, Thread>) -> Self {
        FlavourWitness(PhantomData)
    }

    /// The flavour of a chain that is unknown.
    #[inline]
    pub fn none() -> Self {
        FlavourWitness(PhantomData)
    }

    /// The result at this point, to be carried.
    #[inline]
    pub fn result<T, R>(self, _: Point<T, R>) -> ResultWitness<Thread, T, R> {
        ResultWitness(PhantomData)
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    #[doc(hidden)]
    #[inline]
    pub fn __flavour(&self) -> FlavourWitness<Thread> {
        FlavourWitness::of(self)
    }
}

/// The result of a chain.
pub struct ResultWitness<Thread, T, R>(PhantomData<fn() -> (Thread, T, R)>);

impl<T: 'static, R: ErrorSet, Thread: Carries<Outcome<T, R>>> ResultWitness<Thread, T, R> {
    #[inline]
    pub fn __query_carried(self) -> Query<Satisfied, (), Thread> {
        Query::new()
    }
}

/// The flavour does not carry the result.
pub trait ResultIsNotSend {
    type Flavour;
    type Result;
    fn __query_carried(&self) -> Query<ThisChain, Self::Result, Self::Flavour>;
}

impl<Thread, T, R> ResultIsNotSend for ResultWitness<Thread, T, R> {
    type Flavour = Thread;
    type Result = T;

    #[inline]
    fn __query_carried(&self) -> Query<ThisChain, T, Thread> {
        Query::new()
    }
}
