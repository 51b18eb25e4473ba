//! The errors of a set can be cloned.

use super::{ErrorSet, Value};

/// Each error of the set is `Clone`: what [`share`](crate::Deferred::share) asks for.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` cannot be shared [E-share-of-what-is-not-clone]",
    label = "one of `{Self}` is not `Clone`",
    note = "each taker is given a clone: derive `Clone` for them, or catch them before"
)]
pub trait CloneErrors: ErrorSet {
    #[doc(hidden)]
    fn clone_value(value: &Value<Self>) -> Value<Self>;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> CloneErrors for R
where
    Value<R>: Clone,
{
    fn clone_value(value: &Value<R>) -> Value<R> {
        value.clone()
    }
}
