//! What `then` as a method may be given: a `Result`, or a Deferred of its own flavour.

use super::Form;
use crate::deferred::Deferred;
use crate::flavour::{Flavour, ThisThread};
use crate::set::ErrorSet;

/// A `Result` or a Deferred, of whichever flavour.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, which is neither a `Result` nor a Deferred [E-callback-gives-a-plain-value]",
    label = "gives `{Self}`",
    note = "for a callback that gives a plain value, use `map`"
)]
pub trait ResultOrDeferred {
    /// The value that it gives if it succeeds.
    type Value: 'static;

    /// The flavour of a Deferred; a `Result` is [`Anywhere`].
    #[doc(hidden)]
    type Thread;
}

/// It is there already, so it goes with every flavour.
#[doc(hidden)]
pub struct Anywhere;

#[diagnostic::do_not_recommend]
impl<U: 'static, X> ResultOrDeferred for Result<U, X> {
    type Value = U;
    type Thread = Anywhere;
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> ResultOrDeferred for Deferred<U, R, Thread> {
    type Value = U;
    type Thread = Thread;
}

/// A Deferred of this flavour can wait for an `O`, which comes on `Thread`.
#[diagnostic::on_unimplemented(
    message = "this Deferred cannot wait for `{O}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{O}`",
    note = "an `Inbox` brings one that crosses threads to this thread; one that crosses threads waits for one of `threads::pending`"
)]
pub trait WaitsFor<O, Thread = ThisThread> {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Anywhere> for Thread {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Thread> for Thread {}

/// The reply is a Deferred of the other flavour, which was said already.
#[doc(hidden)]
pub struct Apart;

impl Form for Apart {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}
