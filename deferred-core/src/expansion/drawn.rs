//! The part of `drawn!` beside the chain: the types at the chain's points, as seen from outside of it.

use super::point::Point;
use crate::error::set::ErrorSet;
use crate::railway::{Frame, Railway, Shapes, Station};
use alloc::vec::Vec;
use core::marker::PhantomData;

/// The types of a point, for code outside of the chain, such as a pipeline's caller.
pub struct Seen<T, R>(PhantomData<fn() -> (T, R)>);

impl<T, R> Clone for Seen<T, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, R> Copy for Seen<T, R> {}

impl<T: 'static, R: ErrorSet> Seen<T, R> {
    /// The types of a point that is still to come.
    #[inline]
    #[expect(clippy::new_without_default, reason = "nobody else makes one")]
    pub fn new() -> Self {
        Seen(PhantomData)
    }

    /// Unifies the types with those of this point.
    #[inline]
    pub fn at(self, _: Point<T, R>) {}

    /// A station with these types behind it.
    pub fn station(self, stage: &'static str, what: &'static str, shapes: Shapes) -> Station {
        Station::new::<T, R>(stage, what, shapes)
    }
}

/// The railway of these stations.
pub fn railway(stations: impl Into<Vec<Station>>, frame: Frame) -> Railway {
    Railway::new(stations.into(), frame)
}
