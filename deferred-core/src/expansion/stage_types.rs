//! The types after a stage: its value, and how the errors before it fit into the set after it.

use super::point::Point;
use super::verdict::Asked;
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, HasAll};
use crate::stages::Form;
use core::marker::PhantomData;

/// After the stage the chain carries a `U`; the set grew from `Base` to `All`. `How` is the form of the reply.
pub struct StageTypes<U, Base, All, How, Lifting = ()>(
    pub(super) PhantomData<fn() -> (U, Base, All, How, Lifting)>,
);

impl<U, Base, All, How, Lifting> Clone for StageTypes<U, Base, All, How, Lifting> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<U, Base, All, How, Lifting> Copy for StageTypes<U, Base, All, How, Lifting> {}

impl<U, Base, All, How: Form, Lifting> StageTypes<U, Base, All, How, Lifting> {
    /// Whether the reply can be one that waits.
    #[inline]
    pub fn waits(&self) -> bool {
        How::WAITS
    }
}

/// The set is the same.
pub struct Same;

/// The set has grown; the errors before the stage are at `Indices` in it.
pub struct Widened<Indices>(PhantomData<Indices>);

/// Lifts a failure of `Base` into `All`.
pub trait Lift<Base: ErrorSet, All: ErrorSet> {
    fn lift(failure: Failure<Base>) -> Failure<All>;
}

impl<R: ErrorSet> Lift<R, R> for Same {
    #[inline]
    fn lift(failure: Failure<R>) -> Failure<R> {
        failure
    }
}

impl<Base: ErrorSet, All: HasAll<Base::List, Indices>, Indices> Lift<Base, All> for Widened<Indices> {
    #[inline]
    fn lift(failure: Failure<Base>) -> Failure<All> {
        failure.widen()
    }
}

impl<V, U, All, How> Asked<V, StageTypes<U, All, All, How>> {
    /// The set is the same. An inherent method, so it is found before [`FindIndices::__indices`].
    #[inline]
    pub fn __indices(self) -> Asked<V, StageTypes<U, All, All, How, Same>> {
        Asked::new()
    }
}

/// The set has grown.
pub trait FindIndices<Indices> {
    type Placed;
    fn __indices(self) -> Self::Placed;
}

impl<V, U, Base: ErrorSet, All, How, Indices> FindIndices<Indices> for Asked<V, StageTypes<U, Base, All, How>>
where
    All: HasAll<Base::List, Indices>,
{
    type Placed = Asked<V, StageTypes<U, Base, All, How, Widened<Indices>>>;

    #[inline]
    fn __indices(self) -> Self::Placed {
        Asked::new()
    }
}

impl<V, U: 'static, Base, All: ErrorSet, How, Lifting> Asked<V, StageTypes<U, Base, All, How, Lifting>> {
    /// The point after the stage.
    #[inline]
    pub fn carries(self) -> Point<U, All> {
        Point::new()
    }

    /// The value after a stage, with the errors before it.
    #[inline]
    pub fn carries_with<T: 'static, R: ErrorSet>(self, _: Point<T, R>) -> Point<U, R> {
        Point::new()
    }

    /// The point after a stage that leaves the value alone.
    #[inline]
    pub fn carries_on<T: 'static, R: ErrorSet>(self, _: Point<T, R>) -> Point<T, All> {
        Point::new()
    }
}
