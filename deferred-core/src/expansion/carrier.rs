//! The flavour of a chain, which has to carry its callbacks and its result.

use super::point::Point;
use crate::deferred::{Deferred, Outcome};
use crate::flavour::{Carries, Flavour};
use crate::rules::{Asked, Yes};
use crate::set::ErrorSet;
use core::marker::PhantomData;

/// The flavour of a chain.
pub struct Carrier<Thread>(PhantomData<fn() -> Thread>);

impl<Thread> Clone for Carrier<Thread> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Thread> Copy for Carrier<Thread> {}

impl<Thread: Flavour> Carrier<Thread> {
    #[inline]
    pub fn of<T: 'static, R: ErrorSet>(_: &Deferred<T, R, Thread>) -> Self {
        Carrier(PhantomData)
    }

    /// The flavour of a chain that is not known.
    #[inline]
    pub fn none() -> Self {
        Carrier(PhantomData)
    }

    /// The result at this point, to be carried.
    #[inline]
    pub fn result<T, R>(self, _: Point<T, R>) -> Carried<Thread, T, R> {
        Carried(PhantomData)
    }
}

/// The result of a chain.
pub struct Carried<Thread, T, R>(PhantomData<fn() -> (Thread, T, R)>);

impl<T: 'static, R: ErrorSet, Thread: Carries<Outcome<T, R>>> Carried<Thread, T, R> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, Thread> {
        Asked::new()
    }
}

/// The flavour does not carry it.
pub trait IsNotCarried {
    type Flavour;
    type Result;
    fn __asked(&self) -> Asked<Self::Result, Self::Flavour>;
}

impl<Thread, T, R> IsNotCarried for Carried<Thread, T, R> {
    type Flavour = Thread;
    type Result = T;

    #[inline]
    fn __asked(&self) -> Asked<T, Thread> {
        Asked::new()
    }
}
