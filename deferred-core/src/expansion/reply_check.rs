//! Compares the type of a callback's reply with the type that the chain needs there.
//!
//! Where the two are one type, method resolution finds an inherent method, which also settles a type that is still
//! open. Where they are not, it finds a trait's method, whose verdict has the type of the reply in it.

use super::point::Point;
use super::stage_types::StageTypes;
use super::verdict::{Asked, OtherHalf, OtherValue, SomeValue};
use crate::error::set::Never;
use core::marker::PhantomData;

/// The reply is a `U`, and should be a `T`, as the rule says that `Rule` stands for.
pub struct ReplyCheck<U, T, Rule, Types>(PhantomData<fn() -> (U, T, Rule, Types)>);

/// The rule that a reply breaks.
pub trait BrokenBy {
    type Verdict<U, T, Unknown>;
}

/// The chain goes on with a value of the same type.
pub struct ByValueBefore;
/// Both halves of a pair give one type.
pub struct ByOtherHalf;
/// A `finally` gives nothing.
pub struct ByFinally;

impl BrokenBy for ByValueBefore {
    type Verdict<U, T, Unknown> = OtherValue<U, T, Unknown>;
}

impl BrokenBy for ByOtherHalf {
    type Verdict<U, T, Unknown> = OtherHalf<U, T, Unknown>;
}

impl BrokenBy for ByFinally {
    type Verdict<U, T, Unknown> = SomeValue<U, T, Unknown>;
}

impl<V, U, Base, All, How, Lifting> Asked<V, StageTypes<U, Base, All, How, Lifting>> {
    /// Compares with the value that the chain carries.
    #[inline]
    pub fn compare_with<T, R>(self, _: Point<T, R>) -> ReplyCheck<U, T, ByValueBefore, Self> {
        ReplyCheck(PhantomData)
    }

    /// Compares with the reply of the other half of the pair.
    #[inline]
    pub fn compare_with_half<W, T, B, A, H, L>(
        self,
        _: Asked<W, StageTypes<T, B, A, H, L>>,
    ) -> ReplyCheck<U, T, ByOtherHalf, Self> {
        ReplyCheck(PhantomData)
    }

    /// Compares with `()`.
    #[inline]
    pub fn compare_with_unit(self) -> ReplyCheck<U, (), ByFinally, Self> {
        ReplyCheck(PhantomData)
    }
}

impl<T, Rule, V, Types> ReplyCheck<T, T, Rule, Asked<V, Types>> {
    #[inline]
    pub fn __query_reply(self) -> Asked<V, Types> {
        Asked::new()
    }
}

/// The callback never returns, which fits any type.
pub trait NeverReturns {
    type Asked;
    fn __query_reply(self) -> Self::Asked;
}

impl<T, Rule, V, Base, All, How, Lifting> NeverReturns
    for ReplyCheck<Never, T, Rule, Asked<V, StageTypes<Never, Base, All, How, Lifting>>>
{
    type Asked = Asked<V, StageTypes<T, Base, All, How, Lifting>>;

    #[inline]
    fn __query_reply(self) -> Self::Asked {
        Asked::new()
    }
}

/// The reply has another type. Takes `self` by reference, so this is found last.
pub trait Differs {
    type U;
    type T;
    type Rule: BrokenBy;
    fn __query_reply<Types, Unknown>(
        &self,
    ) -> Asked<<Self::Rule as BrokenBy>::Verdict<Self::U, Self::T, Unknown>, Types>;
}

impl<U, T, Rule: BrokenBy, Before> Differs for ReplyCheck<U, T, Rule, Before> {
    type U = U;
    type T = T;
    type Rule = Rule;

    #[inline]
    fn __query_reply<Types, Unknown>(&self) -> Asked<Rule::Verdict<U, T, Unknown>, Types> {
        Asked::new()
    }
}
