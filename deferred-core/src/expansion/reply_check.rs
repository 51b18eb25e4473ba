//! Compares what a callback returns with what the chain needs there.
//!
//! Where the two are one type, an inherent method is found, and a type that is
//! still open is settled by it. Where they are not, a trait's method is found:
//! the question is then put with the type that was given, and answered with no.

use super::point::Point;
use super::stage_types::StageTypes;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::Never;
use core::marker::PhantomData;

/// The callback gives a `U`; it should give a `T`.
pub struct ReplyCheck<U, T, Base, All, How, Lifting>(PhantomData<fn() -> (U, T, Base, All, How, Lifting)>);

impl<U, T, Base, All, How, Lifting> Clone for ReplyCheck<U, T, Base, All, How, Lifting> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<U, T, Base, All, How, Lifting> Copy for ReplyCheck<U, T, Base, All, How, Lifting> {}

impl<U, Base, All, How, Lifting> StageTypes<U, Base, All, How, Lifting> {
    /// Beside what the chain carries.
    #[inline]
    pub fn compare_with<T, R>(self, _: Point<T, R>) -> ReplyCheck<U, T, Base, All, How, Lifting> {
        ReplyCheck(PhantomData)
    }

    /// Beside what the other half of the pair gives.
    #[inline]
    pub fn compare_with_half<T, B, A, H, L>(
        self,
        _: StageTypes<T, B, A, H, L>,
    ) -> ReplyCheck<U, T, Base, All, How, Lifting> {
        ReplyCheck(PhantomData)
    }

    /// Beside nothing.
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

/// The callback never returns, which is as good as any type.
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

/// The callback gives something else. Found last, since it takes `self` by reference.
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
