//! A set without several of its members.

use super::sum::{Either, Never};
use super::{ErrorSet, Has, List, Value};

/// The set has all the errors of `Others`, and is `Rest` without them.
///
/// `Others` is a list, `(A, (B, ()))`; `Indices` is always inferred.
#[doc(hidden)]
pub trait Split<Others: List, Indices>: ErrorSet {
    /// The set without `Others`.
    type Rest: ErrorSet;

    /// One of `Others`, or one of the rest.
    fn split(value: Value<Self>) -> Result<Others::Value, Value<Self::Rest>>;
}

impl<R: ErrorSet> Split<(), ()> for R {
    type Rest = R;

    #[inline]
    fn split(value: Value<R>) -> Result<Never, Value<R>> {
        Err(value)
    }
}

impl<R, X, Others, Index, Indices> Split<(X, Others), (Index, Indices)> for R
where
    R: Has<X, Index>,
    R::Rest: Split<Others, Indices>,
    X: core::fmt::Debug + 'static,
    Others: List,
{
    type Rest = <R::Rest as Split<Others, Indices>>::Rest;

    #[inline]
    fn split(value: Value<R>) -> Result<Either<X, Others::Value>, Value<Self::Rest>> {
        match R::take(value) {
            Ok(x) => Ok(Either::This(x)),
            Err(rest) => match <R::Rest as Split<Others, Indices>>::split(rest) {
                Ok(other) => Ok(Either::Other(other)),
                Err(rest) => Err(rest),
            },
        }
    }
}
