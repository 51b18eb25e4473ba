//! Runs a future without an executor: whoever wakes it polls it, on that stack.
//!
//! A waker is `Send` and `Sync`, and a plain future need not be. So a plain future stays in a slot of its thread
//! ([`here`]), and its waker knows only the slot. A future that crosses threads is `Send`, and its waker owns it
//! ([`anywhere`]).

mod anywhere;
#[cfg(feature = "std")]
mod here;
mod polled;
mod waking;

#[cfg(feature = "std")]
pub(crate) use here::{Post, Posted, keep};
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

/// A function that makes a Deferred of a future's output. It has no captures, so it takes no room beside the future.
pub trait Settling<O, T: 'static, R: ErrorSet, Thread: Flavour>:
    Fn(O, Site) -> Deferred<T, R, Thread> + Send + 'static
{
}

impl<S, O, T: 'static, R: ErrorSet, Thread: Flavour> Settling<O, T, R, Thread> for S where
    S: Fn(O, Site) -> Deferred<T, R, Thread> + Send + 'static
{
}

/// A flavour on which an `F` can be polled by whoever wakes it: on [`AnyThread`](crate::AnyThread) if the `F` is
/// `Send`, on [`ThisThread`](crate::ThisThread) in any case, where there is `std`.
///
/// ```
/// use deferred::{Deferred, ErrorSet, Outcome, Polls, ThisThread, run, testing::success_result_of};
///
/// fn begin<F>(future: F) -> Deferred<u32>
/// where
///     F: Future<Output = Outcome<u32>> + 'static,
///     ThisThread: Polls<F, u32, ()>,
/// {
///     run(future)
/// }
///
/// assert_eq!(success_result_of(begin(async { Ok(42) })), 42);
/// ```
///
/// Twisted has no counterpart: its coroutines run on the reactor's thread.
#[diagnostic::on_unimplemented(
    message = "this future cannot go to another thread, as all that is in this Deferred can [E-future-is-not-send]",
    label = "is not `Send`",
    note = "it is polled wherever what it awaits is fired: let it hold an `Arc` in place of an `Rc`, and await Deferreds of `threads::pending`; see `deferred::mistakes::e_future_is_not_send`"
)]
pub trait Polls<F: Future, T: 'static, R: ErrorSet>: Flavour {
    /// Makes a Deferred of the output of `future`, by `settle`. The future is polled for the first time before this
    /// returns.
    #[doc(hidden)]
    fn poll(future: F, settle: impl Settling<F::Output, T, R, Self>, site: Site) -> Deferred<T, R, Self>;
}

/// Takes the result of a future that has ended at once out of its node.
fn begun<T: 'static, R: ErrorSet, Thread: Flavour>(d: Deferred<T, R, Thread>) -> Deferred<T, R, Thread> {
    match d.into_inner().take() {
        Ok(outcome) => Deferred::ready(outcome),
        Err(receiver) => MaybeReady::Pending(receiver).into(),
    }
}

/// Polls `future` now, and then whenever what it awaits is fired, on the stack of whoever fires; makes a Deferred
/// of its outcome.
///
/// Async code thus needs no executor. The future runs as callbacks do: at once as far as it can, and on from an
/// `await` before [`succeed`](crate::Resolver::succeed) returns. It costs one allocation for the future, and none
/// for an `await` once a node is free.
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
/// The future's output is an [`Outcome`]. In a
/// [`chain!`](https://docs.rs/deferred/latest/deferred/macro.chain.html) an async callback is run in this way,
/// whatever its output.
///
/// A [cancel](crate::Cancelled) of the Deferred drops the future, which cancels what it waits for; where the set
/// has no `Cancelled`, the future is waited for. If what it awaits is abandoned, or nobody can wake it any more,
/// the future is dropped, and the Deferred is abandoned; a last waker that is dropped on another thread is noticed
/// where [`Inbox::poll`](crate::threads::Inbox::poll) or [`threads::run`](crate::threads::run) has begun the future. A
/// panic of the future unwinds to whoever fired.
///
/// The future may await other futures, too, if those are woken on this thread. Futures that are woken on others, as
/// by a pool of threads, are polled by [`Inbox::poll`](crate::threads::Inbox::poll) or
/// [`threads::run`](crate::threads::run).
///
/// Whoever wakes it polls it, so nothing may wake it while it holds a lock that the poll takes. Wakes that come of a
/// poll, or of a Deferred that is fired, wait until that is over; any other is a poll at once. A guard of the `Mutex` of the
/// crate `futures` that is dropped in plain code is such a one, and so is what its `Shared` waits for where that is
/// no Deferred: each would wait for itself for ever. Tokio's `Mutex` wakes when its lock is free.
///
/// # Panics
///
/// If its waker is called on another thread, in that call.
///
/// Twisted: `inlineCallbacks`, `ensureDeferred`.
#[cfg(feature = "std")]
#[track_caller]
#[doc(alias("inlineCallbacks", "ensureDeferred", "fromCoroutine", "spawn"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn run<T: 'static, R: ErrorSet, F>(future: F) -> Deferred<T, R> where F: Future<Output = Outcome<T, R>> + 'static {
    crate::ThisThread::poll(future, outcome, Site::here(Stage::Pending))
}

/// Makes a Deferred of the output of a future of [`run`].
pub(crate) fn outcome<T: 'static, R: ErrorSet, Thread: Flavour>(
    outcome: Outcome<T, R>,
    _: Site,
) -> Deferred<T, R, Thread> {
    Deferred::ready(outcome.map_err(Failure::in_flight))
}
