//! `Point`: the types at one point of a chain.

use crate::deferred::Deferred;
use crate::error::set::ErrorSet;
use crate::flavour::Flavour;
use core::marker::PhantomData;

/// A point of the chain, where it carries a `T` unless one of the errors `R` is in flight.
pub struct Point<T, R>(pub(super) PhantomData<fn() -> (T, R)>);

impl<T, R> Clone for Point<T, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, R> Copy for Point<T, R> {}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The point where the source ends.
    #[inline]
    pub fn after<Thread: Flavour>(_: &Deferred<T, R, Thread>) -> Self {
        Self::new()
    }

    #[inline]
    pub(super) fn new() -> Self {
        Point(PhantomData)
    }
}
