//! The stages of a chain, a file for each: what it does to the flow, and the method for it.
//!
//! A stage is a step: it takes the outcome so far and [settles](Settled) what
//! goes on, now or later. `chain!` fuses the steps of a chain into one
//! continuation; a method attaches one step by itself.

pub mod both;
pub mod catch;
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

pub(crate) use both::both;
pub use catch::Trapped;
pub(crate) use catch::{catch, catch_all};
pub use downcast::{Downcast, Dynamic};
pub(crate) use finally::finally;
pub use finally::{AfterFinally, Finally, Last, Seeing, Unseeing};
pub(crate) use inspect::inspect;
pub use reply::{
    ByDeferred, ByNothing, ByResult, BySameDeferred, BySameResult, BySetResult, ByValue, Form, Inferred,
    IntoDeferred, Reply, Settle,
};
pub use settled::{Later, Settled};
pub(crate) use then::{Either, Lifted, then, then_else};
pub use trap::Trap;

use crate::cell::Eventual;
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::history::Cause;
use crate::set::ErrorSet;
use crate::site::Site;

/// A failure goes past a stage at `site`. The callback that it skips is dropped first: while the failure is here, a panic in that cannot lose it.
#[inline]
fn skip<R: ErrorSet>(callback: impl Sized, failure: Failure<R>, site: Site) -> Failure<R> {
    drop(callback);
    failure.passing(site)
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Goes on with `rest`. `counted` is set if `rest` may come back to where it is called.
    #[inline]
    pub(crate) fn feed<V: 'static, S: ErrorSet, K>(self, counted: bool, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<T, R>) -> Deferred<V, S> + 'static,
    {
        let stage = move |outcome| rest(outcome).eventual;
        if counted { self.eventual.attach_counted(stage).into() } else { self.eventual.attach(stage).into() }
    }

    /// The same for the rest of a chain that waits for this because a callback of it gave this.
    #[inline]
    pub(crate) fn feed_other<V: 'static, S: ErrorSet, K>(self, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<T, R>) -> Deferred<V, S> + 'static,
    {
        self.eventual.attach_other(move |outcome| rest(outcome).eventual).into()
    }

    /// If it has failed already, that replaced `cause`.
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self.eventual, cause) {
            (Eventual::Ready(Err(failure)), Some(cause)) => Self::ready(Err(failure.replacing(cause))),
            (eventual, _) => eventual.into(),
        }
    }

    /// Ends the chain in `taker`, which must not lose the outcome.
    pub(crate) fn settle_in_flight(self, taker: impl FnOnce(Outcome<T, R>) + 'static) {
        drop(self.eventual.attach(move |outcome| {
            taker(outcome);
            Eventual::Ready(())
        }));
    }
}
