//! A set has every member of another.

use super::sum::{Either, Never};
use super::{ErrorSet, Has, List, Value};

/// The set has all the errors of `Others`, in whatever order: what may raise `Others` may also be said to raise this.
///
/// `Others` is a list, `(A, (B, ()))`; `Places` is always inferred.
#[doc(hidden)]
pub trait HasAll<Others: List, Places>: ErrorSet {
    /// The same error, as a member of this set.
    fn widen(value: Others::Value) -> Value<Self>;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> HasAll<(), ()> for R {
    #[inline]
    fn widen(value: Never) -> Value<R> {
        match value {}
    }
}

#[diagnostic::do_not_recommend]
impl<R, X, Others, Place, Places> HasAll<(X, Others), (Place, Places)> for R
where
    R: Has<X, Place> + HasAll<Others, Places>,
    X: core::fmt::Debug + 'static,
    Others: List,
{
    #[inline]
    fn widen(value: Either<X, Others::Value>) -> Value<R> {
        match value {
            Either::This(x) => R::put(x),
            Either::Other(others) => <R as HasAll<Others, Places>>::widen(others),
        }
    }
}
