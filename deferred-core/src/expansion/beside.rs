//! What a callback gives, beside what it should give.
//!
//! Where the two are one type, an inherent method is found, and a type that is
//! still open is settled by it. Where they are not, a trait's method is found,
//! which asks for what never holds, in a sentence of its own; what it gives is
//! unknown, so that nothing more is said of the stage.

use super::plan::Plan;
use super::point::Point;
use crate::set::Never;
use core::marker::PhantomData;

/// The callback gives a `U`; it should give a `T`.
pub struct Beside<U, T, Base, All, How, Lifting>(PhantomData<fn() -> (U, T, Base, All, How, Lifting)>);

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

impl<T, Base, All, How, Lifting> Beside<T, T, Base, All, How, Lifting> {
    #[inline]
    pub fn __stands_for_the_value(self) -> Plan<T, Base, All, How, Lifting> {
        Plan::new()
    }

    #[inline]
    pub fn __gives_the_same(self) -> Plan<T, Base, All, How, Lifting> {
        Plan::new()
    }

    #[inline]
    pub fn __gives_nothing(self) -> Plan<T, Base, All, How, Lifting> {
        Plan::new()
    }
}

/// The callback never returns, which is as good as any type.
pub trait NeverReturns {
    type Plan;
    fn __stands_for_the_value(self) -> Self::Plan;
    fn __gives_the_same(self) -> Self::Plan;
    fn __gives_nothing(self) -> Self::Plan;
}

impl<T, Base, All, How, Lifting> NeverReturns for Beside<Never, T, Base, All, How, Lifting> {
    type Plan = Plan<T, Base, All, How, Lifting>;

    #[inline]
    fn __stands_for_the_value(self) -> Self::Plan {
        Plan::new()
    }

    #[inline]
    fn __gives_the_same(self) -> Self::Plan {
        Plan::new()
    }

    #[inline]
    fn __gives_nothing(self) -> Self::Plan {
        Plan::new()
    }
}

/// The callback gives something else. Found last, since it takes `self` by reference; what it gives is unknown.
pub trait Differs {
    type Found;
    type Expected;

    fn __stands_for_the_value<Unknown>(&self) -> Unknown
    where
        Self::Found: InPlaceOf<Self::Expected>;

    fn __gives_the_same<Unknown>(&self) -> Unknown
    where
        Self::Found: Like<Self::Expected>;

    fn __gives_nothing<Unknown>(&self) -> Unknown
    where
        Self::Found: Nothing;
}

impl<U, T, Base, All, How, Lifting> Differs for Beside<U, T, Base, All, How, Lifting> {
    type Found = U;
    type Expected = T;

    fn __stands_for_the_value<Unknown>(&self) -> Unknown
    where
        U: InPlaceOf<T>,
    {
        unreachable!("does not compile where it is found")
    }

    fn __gives_the_same<Unknown>(&self) -> Unknown
    where
        U: Like<T>,
    {
        unreachable!("does not compile where it is found")
    }

    fn __gives_nothing<Unknown>(&self) -> Unknown
    where
        U: Nothing,
    {
        unreachable!("does not compile where it is found")
    }
}

/// A handler gives `Self`, where the chain carries a `T`. Never holds.
#[diagnostic::on_unimplemented(
    message = "this handler gives `{Self}`, but the chain carries `{T}` here",
    label = "expected `{T}`, found `{Self}`",
    note = "a handler gives the value that the chain goes on with, or fails: `Err(..)` passes an error on"
)]
pub trait InPlaceOf<T> {}

/// One half of a pair gives `Self`, the other a `T`. Never holds.
#[diagnostic::on_unimplemented(
    message = "the two sides of this pair give different types: `{T}` and `{Self}`",
    label = "expected `{T}`, found `{Self}`",
    note = "the chain goes on with what either side gives, so both must give the same type of value"
)]
pub trait Like<T> {}

/// A `finally` gives `Self`. Never holds.
#[diagnostic::on_unimplemented(
    message = "`finally` cannot change the result, but this callback gives `{Self}`",
    label = "expected `()`, found `{Self}`",
    note = "end the callback with `;`, or use `then` or `both` if the chain is to go on with `{Self}`"
)]
pub trait Nothing {}
