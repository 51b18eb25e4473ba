//! The errors of a set can be printed for people.

use super::{ErrorSet, Value};
use core::fmt::{self, Display};

/// Each error of the set is `Display`: what it takes to print a [`Failure`](crate::Failure) with `{}`.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` are not all `Display` [E-failure-cannot-be-displayed]",
    label = "one of `{Self}` cannot be printed with `{{}}`",
    note = "print it with `{{:?}}`, which all errors can, or implement `Display` for them"
)]
pub trait DisplayErrors: ErrorSet {
    #[doc(hidden)]
    fn display(value: &Value<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[diagnostic::do_not_recommend]
impl<R: ErrorSet> DisplayErrors for R
where
    Value<R>: Display,
{
    fn display(value: &Value<R>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt(f)
    }
}
