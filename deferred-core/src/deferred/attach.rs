//! Attaching what goes on with a result: the one way from a Deferred to its cell, which all stages and combinators take.

use super::{Deferred, Outcome};
use crate::error::history::Cause;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::spans;
use crate::flavour::{Carries, CellReceiver, Flavour, MaybeReady, SendIf};

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Notes that the stage at `site` waits for it, if it is pending, where that is noted.
    #[inline]
    pub(crate) fn note_waiting(&self, site: Site) {
        if let MaybeReady::Pending(receiver) = self.inner() {
            receiver.note_waiting(site);
            spans::waits(site);
        }
    }

    /// The same in a line.
    #[inline]
    pub(crate) fn waiting_at(self, site: Site) -> Self {
        self.note_waiting(site);
        self
    }

    /// Goes on with `step`. `counted` is set if that may come back to where it is called.
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

    /// The same for the stages of a chain.
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
        self.into_inner().attach_chain(counted, captured, step).into()
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
        self.into_inner().attach_other(captured, step).into()
    }

    /// If it has failed already, that replaced `cause`.
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

    /// The same of a receiver that has nothing yet.
    pub(crate) fn settle_pending<C, K>(receiver: Thread::Receiver<Outcome<T, R>>, captured: C, taker: K)
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) + 'static,
    {
        drop(MaybeReady::stored(receiver, captured, ends(taker)));
    }
}

/// The last step of a chain, of which nothing goes on.
#[inline(always)]
fn ends<C, O, Thread: Flavour>(taker: impl FnOnce(C, O)) -> impl FnOnce(C, O) -> MaybeReady<(), Thread> {
    move |captured, outcome| {
        taker(captured, outcome);
        MaybeReady::Ready(())
    }
}
