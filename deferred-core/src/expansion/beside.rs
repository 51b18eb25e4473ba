//! What a callback gives, beside what it should give.
//!
//! Where the two are one type, an inherent method is found, and a type that is
//! still open is settled by it. Where they are not, a trait's method is found:
//! the question is then put with the type that was given, and answered with no.

use super::plan::Plan;
use super::point::Point;
use crate::rules::{Asked, Yes};
use crate::set::Never;
use core::marker::PhantomData;

/// The callback gives a `U`; it should give a `T`.
pub struct Beside<U, T, Base, All, How, Lifting>(PhantomData<fn() -> (U, T, Base, All, How, Lifting)>);

impl<U, T, Base, All, How, Lifting> Clone for Beside<U, T, Base, All, How, Lifting> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<U, T, Base, All, How, Lifting> Copy for Beside<U, T, Base, All, How, Lifting> {}

impl<U, Base, All, How, Lifting> Plan<U, Base, All, How, Lifting> {
    /// Beside what the chain carries.
    #[inline]
    pub fn beside<T, R>(self, _: Point<T, R>) -> Beside<U, T, Base, All, How, Lifting> {
        Beside(PhantomData)
    }

    /// Beside what the other half of the pair gives.
    #[inline]
    pub fn beside_half<T, B, A, H, L>(self, _: Plan<T, B, A, H, L>) -> Beside<U, T, Base, All, How, Lifting> {
        Beside(PhantomData)
    }

    /// Beside nothing.
    #[inline]
    pub fn beside_nothing(self) -> Beside<U, (), Base, All, How, Lifting> {
        Beside(PhantomData)
    }
}

impl<U, T, Base, All, How, Lifting> Beside<U, T, Base, All, How, Lifting> {
    /// The plan of a callback that gives what it should.
    #[inline]
    pub fn agreed(self) -> Plan<T, Base, All, How, Lifting> {
        Plan::new()
    }
}

impl<T, Base, All, How, Lifting> Beside<T, T, Base, All, How, Lifting> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, T> {
        Asked::new()
    }
}

/// The callback never returns, which is as good as any type.
pub trait NeverReturns {
    type T;
    fn __asked(self) -> Asked<Yes, Self::T>;
}

impl<T, Base, All, How, Lifting> NeverReturns for Beside<Never, T, Base, All, How, Lifting> {
    type T = T;

    #[inline]
    fn __asked(self) -> Asked<Yes, T> {
        Asked::new()
    }
}

/// The callback gives something else. Found last, since it takes `self` by reference.
pub trait Differs {
    type Found;
    type Expected;
    fn __asked(&self) -> Asked<Self::Found, Self::Expected>;
}

impl<U, T, Base, All, How, Lifting> Differs for Beside<U, T, Base, All, How, Lifting> {
    type Found = U;
    type Expected = T;

    #[inline]
    fn __asked(&self) -> Asked<U, T> {
        Asked::new()
    }
}
