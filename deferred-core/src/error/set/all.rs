//! A set has every member of another.

use super::sum::{Either, Never};
use super::{ErrorSet, List, Value};
use core::fmt::Debug;

/// The set has all the errors of `Others`, in whatever order: what may raise `Others` may also be said to raise this.
///
/// `Others` is a list, `(A, (B, ()))`; `Indices` is always inferred.
#[doc(hidden)]
pub trait HasAll<Others: List, Indices>: ErrorSet {
    /// Set if each of `Others` stands as far from the end there as it does here.
    const IN_ORDER: bool;

    /// The same error, as a member of this set.
    fn widen(value: Others::Value) -> Value<Self>;
}

impl<R: ErrorSet> HasAll<(), ()> for R {
    const IN_ORDER: bool = true;

    #[inline]
    fn widen(value: Never) -> Value<R> {
        match value {}
    }
}

impl<R, X, Others, Index, Indices> HasAll<(X, Others), (Index, Indices)> for R
where
    R: HasAll<Others, Indices>,
    X: IncludedIn<R, Index> + Debug + 'static,
    Others: List,
{
    const IN_ORDER: bool = X::PLACE + Others::LEN + 1 == R::LEN && <R as HasAll<Others, Indices>>::IN_ORDER;

    #[inline]
    fn widen(value: Either<X, Others::Value>) -> Value<R> {
        match value {
            Either::This(x) => x.include(),
            Either::Other(others) => <R as HasAll<Others, Indices>>::widen(others),
        }
    }
}

/// The error is in the set `R`: the same as [`Has`](super::Has), in the words for a set that somebody has named.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` may be in flight here, but is not among the errors that are named [E-raises-too-little]",
    label = "`{Self}` is missing",
    note = "named: `{R}`; add it, or catch it before"
)]
pub trait IncludedIn<R: ErrorSet, Index> {
    /// How many errors stand before it.
    const PLACE: usize;

    fn include(self) -> Value<R>;
}
