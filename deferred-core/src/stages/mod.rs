//! The stages of a chain, each with its step and its method; and what they share: the parameters and replies of
//! callbacks, and the result of a step.
//!
//! A stage is a step, a function of the outcome so far that settles what goes on, now or later. `chain!` fuses the
//! steps of a chain into one continuation; a method attaches one step by itself.

pub mod both_tracks;
pub mod cancellable;
pub mod catch;
#[cfg(feature = "std")]
pub(crate) mod catching;
pub mod downcast;
mod reply;
mod reply_of;
mod settled;
pub mod then;
pub mod unchanged;

pub use both_tracks::{AfterFinally, Finally, FinallyCallback, WithOutcome, WithoutOutcome};
pub(crate) use both_tracks::{both, finally};
pub use catch::{Handles, Include, Trap, Trapped};
pub(crate) use catch::{catch, catch_all};
pub use downcast::{Downcast, Dynamic};
pub use reply::{
    ByDeferred, ByFuture, ByNothing, ByResult, BySameDeferred, BySameResult, BySetResult, ByValue, Form,
    Inferred, IntoDeferred, Reply, ResultOrDeferred, Settle, WaitsFor,
};
pub use reply_of::{IsReply, ReplyOf};
pub(crate) use settled::{Later, Settled};
pub(crate) use then::{Either, Lifted, then, then_else};
pub use then::{FailsOnlyWith, FutureForMapAsync, NoFuture, PlainValue};
pub(crate) use unchanged::inspect;

use crate::deferred::Deferred;
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::Flavour;

/// Sends a failure past the stage at `site`. The skipped callback is dropped first, while the failure is in flight,
/// so that a panic of the drop does not lose it.
#[inline]
fn skip<F, R: ErrorSet>(callback: F, failure: Failure<R>, site: Site) -> Failure<R> {
    pass(callback, failure.passing(site))
}

/// Sends a value past a callback. The callback is dropped first, so that a panic of its drop does not lose the
/// value.
#[inline(always)]
fn pass<F, T>(handler: F, value: T) -> T {
    // Most callbacks need no drop; the test removes the landing pad for a panic of it.
    if const { core::mem::needs_drop::<F>() } {
        drop(handler);
    } else {
        core::mem::forget(handler);
    }
    value
}

/// Calls `errback` for a failure, which is noted as the cause of a failure of the errback.
#[inline]
fn recover<R: ErrorSet, U: 'static, S: ErrorSet, Thread: Flavour>(
    errback: impl FnOnce(Failure<R>) -> Deferred<U, S, Thread>,
    failure: Failure<R>,
) -> Deferred<U, S, Thread> {
    let cause = failure.to_cause();
    errback(failure.in_hand()).because(Some(cause))
}
