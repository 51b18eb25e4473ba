//! The result of a step: an outcome now, or one that will be there later.

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::set::relations::cast;
use crate::error::set::{ErrorSet, HasAll, Never};
use crate::flavour::MaybeReady;
use crate::flavour::{Carries, Flavour, SendIf, ThisThread};
use core::marker::PhantomData;

/// An outcome now, or a `Later` that waits for one.
#[doc(hidden)]
pub enum Settled<U, To: ErrorSet, L> {
    Now(Outcome<U, To>),
    Later(L),
}

/// A value that waits for an outcome.
#[doc(hidden)]
pub trait Later<U: 'static, To: ErrorSet, Thread: Flavour = ThisThread>: Sized + 'static {
    /// Continues with `step` when the outcome is there.
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>;

    /// Ends the chain: a pending result is handed on as it is, so that a loop of such ends stays one link long.
    fn end(self) -> Deferred<U, To, Thread>
    where
        Thread: Carries<Outcome<U, To>>;
}

impl<U: 'static, To: ErrorSet, L> Settled<U, To, L> {
    /// The outcome, or what waits for it. The `Result` has another type than the `Settled`, so that no user names
    /// the latter.
    #[inline(always)]
    pub fn now(self) -> Result<Outcome<U, To>, L> {
        match self {
            Settled::Now(outcome) => Ok(outcome),
            Settled::Later(later) => Err(later),
        }
    }

    /// Ends the chain.
    #[inline]
    pub fn end<Thread>(self) -> Deferred<U, To, Thread>
    where
        L: Later<U, To, Thread>,
        Thread: Flavour + Carries<Outcome<U, To>>,
    {
        match self {
            Settled::Now(outcome) => Deferred::ready(outcome),
            Settled::Later(later) => later.end(),
        }
    }

    /// Notes on a failure that it replaced `cause`.
    #[inline(always)]
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self, cause) {
            (Settled::Now(Err(failure)), Some(cause)) => Settled::Now(Err(failure.replacing(cause))),
            (settled, Some(cause)) => {
                cause.discard();
                settled
            }
            (settled, None) => settled,
        }
    }
}

/// The reply of a synchronous callback never waits.
impl<U: 'static, To: ErrorSet, Thread: Flavour> Later<U, To, Thread> for Never {
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, _: C, _: K) -> Deferred<V, S, Thread>
    where
        K: FnOnce(C, Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
    {
        match self {}
    }

    #[inline]
    fn end(self) -> Deferred<U, To, Thread> {
        match self {}
    }
}

/// A reply that waits, with the chain's own set.
#[doc(hidden)]
pub struct Coming<U: 'static, R: ErrorSet, Thread: Flavour> {
    pub(super) receiver: Thread::Receiver<Outcome<U, R>>,
}

impl<U: 'static, R: ErrorSet, Thread: Flavour> Later<U, R, Thread> for Coming<U, R, Thread> {
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<U, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        MaybeReady::behind(self.receiver, captured, step).into()
    }

    #[inline]
    fn end(self) -> Deferred<U, R, Thread> {
        MaybeReady::Pending(self.receiver).into()
    }
}

/// Widens the set of an outcome to the chain's.
fn widen<U, Xs: ErrorSet, To: HasAll<Xs::List, Indices>, Indices>(outcome: Outcome<U, Xs>) -> Outcome<U, To> {
    outcome.map_err(Failure::widen)
}

/// A reply that waits, whose errors are at `Indices` in the chain's set.
#[doc(hidden)]
pub struct Waiting<U: 'static, Xs: ErrorSet, Indices, Thread: Flavour> {
    pub(super) receiver: Thread::Receiver<Outcome<U, Xs>>,
    pub(super) places: PhantomData<fn() -> Indices>,
}

impl<U: 'static, Xs: ErrorSet, Indices: 'static, To, Thread: Flavour> Later<U, To, Thread>
    for Waiting<U, Xs, Indices, Thread>
where
    To: HasAll<Xs::List, Indices>,
{
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        let step = move |captured, outcome| step(captured, widen(outcome));
        MaybeReady::behind(self.receiver, captured, step).into()
    }

    #[inline]
    fn end(self) -> Deferred<U, To, Thread>
    where
        Thread: Carries<Outcome<U, To>>,
    {
        match cast::<Thread::Receiver<Outcome<U, Xs>>, Thread::Receiver<Outcome<U, To>>>(
            self.receiver,
            To::IN_ORDER,
        ) {
            Ok(same) => MaybeReady::Pending(same).into(),
            Err(receiver) => {
                Waiting { receiver, places: self.places }.go((), |(), outcome| Deferred::ready(outcome))
            }
        }
    }
}
