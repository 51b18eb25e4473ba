//! The replies that the method `then` takes: a `Result`, a Deferred of its own flavour, or a future of one of
//! these.

use super::Form;
use crate::deferred::Deferred;
use crate::error::set::ErrorSet;
use crate::flavour::{Flavour, ThisThread};
use core::future::Future;

/// A `Result`, a Deferred of whichever flavour, or a future of one of these. `By` says whether the reply is a
/// future; it is always inferred.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, which is neither a `Result` nor a Deferred, nor a future of one [E-callback-gives-a-plain-value]",
    label = "gives `{Self}`",
    note = "for a callback that gives a plain value, use `map`; for a future of one, `map_async`; see `deferred::mistakes::e_callback_gives_a_plain_value`"
)]
pub trait ResultOrDeferred<By = AtOnce> {
    /// The value of a reply that succeeds.
    type Value: 'static;

    /// The flavour of a Deferred; for a `Result`, [`Anywhere`].
    #[doc(hidden)]
    type Thread;
}

/// Marks a reply that is no future.
#[doc(hidden)]
pub struct AtOnce;

/// Marks a reply that is a future.
#[doc(hidden)]
pub struct Awaited;

#[diagnostic::do_not_recommend]
impl<F: Future<Output: ResultOrDeferred>> ResultOrDeferred<Awaited> for F {
    type Value = <F::Output as ResultOrDeferred>::Value;
    type Thread = <F::Output as ResultOrDeferred>::Thread;
}

/// The flavour of a reply that is ready, so that every flavour takes it.
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

/// A Deferred of this flavour can wait for the reply `O`, which comes on `Thread`.
#[diagnostic::on_unimplemented(
    message = "this Deferred cannot wait for `{O}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{O}`",
    note = "an `Inbox` brings one that crosses threads to this thread; one that crosses threads waits for one of `threads::pending`; see `deferred::mistakes::e_two_flavours`"
)]
pub trait WaitsFor<O, Thread = ThisThread> {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Anywhere> for Thread {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Thread> for Thread {}

/// Marks a Deferred of the other flavour, about which the compiler has said so already.
#[doc(hidden)]
pub struct Apart;

impl Form for Apart {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}
