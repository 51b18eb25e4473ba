//! Whether anything can be in flight at all.

use super::{ErrorSet, tuples};
use core::fmt::Debug;

/// At least one error can be in flight: what a handler of *all* errors asks for.
#[diagnostic::on_unimplemented(
    message = "nothing can be in flight here, so there is nothing to handle",
    label = "this handler could never run",
    note = "every error was caught before; take the stage away"
)]
pub trait AnyInFlight: ErrorSet {}

/// No error can be in flight: what [`detach`](crate::Deferred::detach) asks for.
#[diagnostic::on_unimplemented(
    message = "errors are still in flight: `{Self}`",
    label = "may still fail with `{Self}`",
    note = "catch them first"
)]
pub trait NothingInFlight: ErrorSet {}

impl NothingInFlight for () {}

macro_rules! any_in_flight {
    ($($x:ident)+) => {
        impl<$($x: Debug + 'static),+> AnyInFlight for ($($x,)+) {}
    };
}
tuples::for_each_arity!(any_in_flight);
