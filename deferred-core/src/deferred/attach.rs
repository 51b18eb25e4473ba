//! Attaches continuations to a Deferred: the one way from a Deferred to its cell, which all stages and combinators
//! take.

use super::{Deferred, Outcome};
use crate::error::history::Cause;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::spans;
use crate::flavour::{Carries, CellReceiver, Flavour, MaybeReady, SendIf};

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Notes that the stage at `site` waits for this Deferred, if it is pending and stages are noted.
    #[inline]
    pub(crate) fn note_waiting(&self, site: Site) {
        if let MaybeReady::Pending(receiver) = self.inner() {
            receiver.note_waiting(site);
            spans::waits(site);
        }
    }

    /// [`note_waiting`](Self::note_waiting) by value, for a chain of calls.
    #[inline]
    pub(crate) fn waiting_at(self, site: Site) -> Self {
        self.note_waiting(site);
        self
    }

    /// Attaches `step`. `counted` says that the step may call `feed` again, so that it counts as a level of
    /// nesting.
    #[inline(always)]
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
        self.into_inner().attach(counted, captured, step).into()
    }

    /// Attaches all stages of a chain at once.
    #[inline(always)]
    pub(crate) fn feed_chain<V: 'static, S: ErrorSet, C, K>(
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
        Thread::Receiver::chain(self.into_inner(), counted, captured, step).into()
    }

    /// Attaches the rest of another chain, whose callback returned this Deferred.
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
        self.into_inner().attach_other(captured, step).into()
    }

    /// Notes on the failure of a Deferred that has failed already that it replaced `cause`.
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self.into_inner(), cause) {
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
        drop(self.into_inner().attach(false, captured, ends(taker)));
    }

    /// [`settle_in_flight`](Self::settle_in_flight) for the receiver of a pending Deferred.
    pub(crate) fn settle_pending<C, K>(receiver: Thread::Receiver<Outcome<T, R>>, captured: C, taker: K)
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) + 'static,
    {
        drop(MaybeReady::stored(receiver, captured, ends(taker)));
    }
}

/// Turns `taker` into the last step of a chain, which gives nothing to go on with.
#[inline(always)]
fn ends<C, O, Thread: Flavour>(taker: impl FnOnce(C, O)) -> impl FnOnce(C, O) -> MaybeReady<(), Thread> {
    move |captured, outcome| {
        taker(captured, outcome);
        MaybeReady::Ready(())
    }
}
