//! The stages of a chain, a file for each: what it does to the flow, and the method for it. Beside them stands what they
//! share: what callbacks take and give, and what comes of that.
//!
//! A stage is a step: it takes the outcome so far and [settles](Settled) what
//! goes on, now or later. `chain!` fuses the steps of a chain into one
//! continuation; a method attaches one step by itself.

mod awaits;
pub mod both;
pub mod catch;
#[cfg(feature = "std")]
pub(crate) mod catching;
pub mod downcast;
pub mod finally;
pub mod inspect;
pub mod map;
pub mod pipe;
pub mod raises;
mod reply;
mod settled;
pub mod then;
mod trap;

pub use awaits::{ResultOrDeferred, WaitsFor};
pub(crate) use both::both;
pub use catch::{Catches, Trapped};
pub(crate) use catch::{catch, catch_all};
pub use downcast::{Downcast, Dynamic};
pub(crate) use finally::finally;
pub use finally::{AfterFinally, Finally, FinallyCallback, WithOutcome, WithoutOutcome};
pub(crate) use inspect::inspect;
pub use reply::{
    ByDeferred, ByFuture, ByNothing, ByResult, BySameDeferred, BySameResult, BySetResult, ByValue, Form,
    Inferred, IntoDeferred, Reply, Settle,
};
pub(crate) use settled::Settled;
pub use then::Admits;
pub(crate) use then::{Either, Lifted, then, then_else};
pub use trap::Trap;

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::MaybeReady;
use crate::flavour::{Carries, CellReceiver, Flavour, SendIf};

/// A failure goes past a stage at `site`. The callback that it skips is dropped first: while the failure is here, a panic in that cannot lose it.
#[inline]
fn skip<R: ErrorSet>(callback: impl Sized, failure: Failure<R>, site: Site) -> Failure<R> {
    drop(callback);
    failure.passing(site)
}

/// What `errback` gives for a failure, which what fails there replaced.
#[inline]
fn recover<R: ErrorSet, U: 'static, S: ErrorSet, Thread: Flavour>(
    errback: impl FnOnce(Failure<R>) -> Deferred<U, S, Thread>,
    failure: Failure<R>,
) -> Deferred<U, S, Thread> {
    let cause = failure.note();
    errback(failure.in_hand()).because(Some(cause))
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Notes that the stage at `site` waits for it, if it is pending, where that is noted.
    #[inline]
    pub(crate) fn note_waiting(&self, site: Site) {
        if let MaybeReady::Pending(receiver) = &self.inner {
            receiver.note_waiting(site);
        }
    }

    /// The same in a line.
    #[inline]
    pub(crate) fn waiting_at(self, site: Site) -> Self {
        self.note_waiting(site);
        self
    }

    /// Goes on with `step`. `counted` is set if that may come back to where it is called.
    #[inline]
    pub(crate) fn feed<V: 'static, S: ErrorSet, C, K>(
        self,
        counted: bool,
        captured: C,
        step: K,
    ) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        let step = move |captured, outcome| step(captured, outcome).inner;
        if counted {
            self.inner.attach_counted(captured, step).into()
        } else {
            self.inner.attach(captured, step).into()
        }
    }

    /// The same for the rest of a chain that waits for this because a callback of it gave this.
    #[inline]
    pub(crate) fn feed_other<V: 'static, S: ErrorSet, C, K>(
        self,
        captured: C,
        step: K,
    ) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        self.inner.attach_other(captured, move |captured, outcome| step(captured, outcome).inner).into()
    }

    /// If it has failed already, that replaced `cause`.
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self.inner, cause) {
            (MaybeReady::Ready(Err(failure)), Some(cause)) => Self::ready(Err(failure.replacing(cause))),
            (eventual, _) => eventual.into(),
        }
    }

    /// Ends the chain in `taker`, which must not lose the outcome.
    pub(crate) fn settle_in_flight<C, K>(self, captured: C, taker: K)
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) + 'static,
    {
        drop(self.inner.attach(captured, move |captured, outcome| {
            taker(captured, outcome);
            MaybeReady::Ready(())
        }));
    }
}
