//! Compares the type of a callback's reply with the type that the chain needs there.
//!
//! Where the two are one type, method resolution finds an inherent method, which also settles a type that is still
//! open. Where they are not, it finds a trait's method, whose question has the type of the reply in it.

use super::point::Point;
use super::stage_types::StageTypes;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::Never;
use core::marker::PhantomData;

/// The reply is a `U`, and should be a `T`.
pub struct ReplyCheck<U, T, Base, All, How, Lifting>(PhantomData<fn() -> (U, T, Base, All, How, Lifting)>);

impl<U, T, Base, All, How, Lifting> Clone for ReplyCheck<U, T, Base, All, How, Lifting> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<U, T, Base, All, How, Lifting> Copy for ReplyCheck<U, T, Base, All, How, Lifting> {}

impl<U, Base, All, How, Lifting> StageTypes<U, Base, All, How, Lifting> {
    /// Compares with the value that the chain carries.
    #[inline]
    pub fn compare_with<T, R>(self, _: Point<T, R>) -> ReplyCheck<U, T, Base, All, How, Lifting> {
        ReplyCheck(PhantomData)
    }

    /// Compares with the reply of the other half of the pair.
    #[inline]
    pub fn compare_with_half<T, B, A, H, L>(
        self,
        _: StageTypes<T, B, A, H, L>,
    ) -> ReplyCheck<U, T, Base, All, How, Lifting> {
        ReplyCheck(PhantomData)
    }

    /// Compares with `()`.
    #[inline]
    pub fn compare_with_unit(self) -> ReplyCheck<U, (), Base, All, How, Lifting> {
        ReplyCheck(PhantomData)
    }
}

impl<T, Base, All, How, Lifting> ReplyCheck<T, T, Base, All, How, Lifting> {
    #[inline]
    pub fn __query(self) -> Query<Satisfied, (), T, StageTypes<T, Base, All, How, Lifting>> {
        Query::before(StageTypes::new())
    }
}

/// The callback never returns, which fits any type.
pub trait NeverReturns {
    type T;
    type Types;
    fn __query(self) -> Query<Satisfied, (), Self::T, Self::Types>;
}

impl<T, Base, All, How, Lifting> NeverReturns for ReplyCheck<Never, T, Base, All, How, Lifting> {
    type T = T;
    type Types = StageTypes<T, Base, All, How, Lifting>;

    #[inline]
    fn __query(self) -> Query<Satisfied, (), T, Self::Types> {
        Query::before(StageTypes::new())
    }
}

/// The reply has another type. Takes `self` by reference, so this is found last.
pub trait Differs {
    type Found;
    type Expected;
    fn __query(&self) -> Query<ThisChain, Self::Found, Self::Expected>;
}

impl<U, T, Base, All, How, Lifting> Differs for ReplyCheck<U, T, Base, All, How, Lifting> {
    type Found = U;
    type Expected = T;

    #[inline]
    fn __query(&self) -> Query<ThisChain, U, T> {
        Query::new()
    }
}
