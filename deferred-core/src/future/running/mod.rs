//! A future polled by whoever wakes it, on that stack: no executor, and no queue.
//!
//! A waker is `Send` and `Sync`, and what a plain future holds need not be. So a plain future stays in a slot of its
//! thread ([`here`]), and its waker knows only the slot: woken on another thread, it finds nothing there. One that
//! crosses threads is `Send`, and is in its waker ([`anywhere`]).

mod anywhere;
mod ending;
#[cfg(feature = "std")]
mod here;
mod waking;

#[cfg(feature = "std")]
pub(crate) use here::{Post, SlotWaker, keep};
pub(crate) use waking::{free, give_up, hold, polls};

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
#[cfg(feature = "std")]
use crate::error::site::Stage;
use crate::flavour::Flavour;
use crate::flavour::MaybeReady;
use core::future::Future;

/// How what a future gives becomes a Deferred.
pub(crate) type Settling<O, T, R, Thread> = fn(O, Site) -> Deferred<T, R, Thread>;

/// A flavour on which an `F` can be polled by whoever wakes it: on [`AnyThread`](crate::AnyThread) if it is `Send`, on
/// [`ThisThread`](crate::ThisThread) in any case, where there is `std`.
#[diagnostic::on_unimplemented(
    message = "this future cannot go to another thread, as all that is in this Deferred can [E-future-is-not-send]",
    label = "is not `Send`",
    note = "it is polled wherever what it awaits is fired: let it hold an `Arc` in place of an `Rc`, and await Deferreds of `threads::pending`; see `deferred::mistakes::e_future_is_not_send`"
)]
pub trait Polls<F: Future, T: 'static, R: ErrorSet>: Flavour {
    /// A Deferred of what `settle` makes of what `future` gives. It is polled for the first time before this returns.
    #[doc(hidden)]
    fn poll(future: F, settle: Settling<F::Output, T, R, Self>, site: Site) -> Deferred<T, R, Self>;
}

/// The Deferred, which has its result if the future gave it at once.
fn begun<T: 'static, R: ErrorSet, Thread: Flavour>(d: Deferred<T, R, Thread>) -> Deferred<T, R, Thread> {
    match d.into_inner().take() {
        Ok(outcome) => Deferred::ready(outcome),
        Err(receiver) => MaybeReady::Pending(receiver).into(),
    }
}

/// Polls `future`, now and then whenever what it awaits is fired, on the stack of whoever fires that: a Deferred of what it gives.
///
/// So async code needs no executor. It runs as callbacks do: at once as far as it can, and on from an `await` before
/// [`succeed`](crate::Resolver::succeed) returns. It costs one allocation for the future, and none for an `await` once a node is free.
///
/// ```
/// use deferred::{Deferred, run, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// let (width, waits) = Deferred::<u32, (Offline,)>::pending();
/// let (height, also_waits) = Deferred::<u32, (Offline,)>::pending();
/// let area: Deferred<u32, (Offline,)> = run(async { Ok(waits.await? * also_waits.await?) });
/// width.succeed(3);
/// height.succeed(7);
/// assert_eq!(success_result_of(area), 21);
/// ```
///
/// The future gives an [`Outcome`]. In a [`chain!`](https://docs.rs/deferred/latest/deferred/macro.chain.html) an async
/// callback is run so by itself, whatever its future gives.
///
/// If the Deferred is [cancelled](crate::Cancelled) the future is dropped, and with it what it waits for is cancelled in
/// turn; where the set has no `Cancelled` it is waited for. If what it awaits is abandoned, so is this, and the future is
/// dropped; so it is if nobody can wake it any more. A panic in it unwinds to whoever fired.
///
/// It may await other futures, too, if those are woken on this thread. What is woken on others, as by a pool of threads, is
/// polled by [`Inbox::poll`](crate::threads::Inbox::poll) or [`threads::run`](crate::threads::run).
///
/// # Panics
///
/// In a waker of it that is called on another thread.
///
/// Twisted: `inlineCallbacks`, `ensureDeferred`.
#[cfg(feature = "std")]
#[track_caller]
#[doc(alias("inlineCallbacks", "ensureDeferred", "fromCoroutine", "spawn"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn run<T: 'static, R: ErrorSet, F>(future: F) -> Deferred<T, R> where F: Future<Output = Outcome<T, R>> + 'static {
    crate::ThisThread::poll(future, outcome, Site::here(Stage::Pending))
}

/// What [`run`] makes of what its future gives.
pub(crate) fn outcome<T: 'static, R: ErrorSet, Thread: Flavour>(
    outcome: Outcome<T, R>,
    _: Site,
) -> Deferred<T, R, Thread> {
    Deferred::ready(outcome.map_err(Failure::in_flight))
}
