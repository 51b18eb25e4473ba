//! The flavour of a chain, which has to carry its callbacks and its result.

use super::point::Point;
use crate::deferred::{Deferred, Outcome};
use crate::flavour::{Carries, Flavour};
use crate::rules::{Asked, Yes};
use crate::set::ErrorSet;
use core::marker::PhantomData;

/// The flavour of a chain.
pub struct Carrier<Fl>(PhantomData<fn() -> Fl>);

impl<Fl> Clone for Carrier<Fl> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Fl> Copy for Carrier<Fl> {}

impl<Fl: Flavour> Carrier<Fl> {
    #[inline]
    pub fn of<T: 'static, R: ErrorSet>(_: &Deferred<T, R, Fl>) -> Self {
        Carrier(PhantomData)
    }

    /// The flavour of a chain that is not known.
    #[inline]
    pub fn none() -> Self {
        Carrier(PhantomData)
    }

    /// The result at this point, to be carried.
    #[inline]
    pub fn result<T, R>(self, _: Point<T, R>) -> Carried<Fl, T, R> {
        Carried(PhantomData)
    }
}

/// The result of a chain.
pub struct Carried<Fl, T, R>(PhantomData<fn() -> (Fl, T, R)>);

impl<T: 'static, R: ErrorSet, Fl: Carries<Outcome<T, R>>> Carried<Fl, T, R> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, Fl> {
        Asked::new()
    }
}

/// The flavour does not carry it.
pub trait IsNotCarried {
    type Flavour;
    type Result;
    fn __asked(&self) -> Asked<Self::Result, Self::Flavour>;
}

impl<Fl, T, R> IsNotCarried for Carried<Fl, T, R> {
    type Flavour = Fl;
    type Result = T;

    #[inline]
    fn __asked(&self) -> Asked<T, Fl> {
        Asked::new()
    }
}
