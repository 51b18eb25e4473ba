//! `MaybeReady`: an outcome that is ready, or the receiver of one that will be.

use super::contract::{CellReceiver, CellSender, Flavour, MaybeReady, Payload};
use crate::flavour::send_claims::send_if;
#[cfg(feature = "spans")]
use crate::flavour::spans::Kept;
use crate::flavour::{Carries, SendIf, ThisThread};
use crate::runtime::trampoline;
use crate::runtime::trampoline::Level;
use core::mem::ManuallyDrop;

impl<O: Payload, Thread: Flavour> MaybeReady<O, Thread> {
    /// Takes the value, if it is ready.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Thread::Receiver<O>> {
        match self {
            MaybeReady::Ready(value) => Ok(value),
            MaybeReady::Pending(receiver) => receiver.take(),
        }
    }

    /// Continues with `step`, at once if the value is ready. `counted` says that the step may attach again, so that
    /// it counts as a level of nesting; on a deep stack it waits in the queue.
    ///
    /// Each chain has a copy of this function, so code that does not depend on the step is elsewhere.
    #[inline(always)]
    pub(crate) fn attach<U: Payload, C, K, G>(
        self,
        counted: bool,
        captured: C,
        step: K,
    ) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        // Nothing unwinds before the step has the captured value; `ManuallyDrop` says so, and saves a copy of its
        // drop.
        let captured = ManuallyDrop::new(captured);
        match self.begin(counted) {
            Ok((value, level)) => Self::end(step(ManuallyDrop::into_inner(captured), value), level),
            Err(receiver) => Self::stored(receiver, ManuallyDrop::into_inner(captured), step),
        }
    }

    /// [`attach`](Self::attach) where the value is known to be pending.
    #[inline(always)]
    pub(crate) fn stored<U: Payload, C, K, G>(
        receiver: Thread::Receiver<O>,
        captured: C,
        step: K,
    ) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        #[cfg(feature = "spans")]
        let (captured, step) = ((captured, Kept::here()), move |(captured, kept): (C, Kept), value| {
            kept.run(|| step(captured, value))
        });
        MaybeReady::Pending(receiver.attach(captured, step))
    }

    /// Continues with a `step` of another chain, whose callback returned this.
    #[inline(always)]
    pub(crate) fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        match self.take() {
            Ok(value) => step(captured, value).into(),
            Err(receiver) => Self::behind(receiver, captured, step),
        }
    }

    /// [`attach_other`](Self::attach_other) where the value is pending.
    #[inline(always)]
    pub(crate) fn behind<U: Payload, C, K, G>(
        receiver: Thread::Receiver<O>,
        captured: C,
        step: K,
    ) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        #[cfg(feature = "spans")]
        let (captured, step) = ((captured, Kept::here()), move |(captured, kept): (C, Kept), value| {
            kept.run(|| step(captured, value))
        });
        MaybeReady::Pending(receiver.attach_other(captured, step))
    }

    /// Takes the value if a step may run on it now, and enters a level of nesting for a step that is counted.
    #[inline(always)]
    fn begin(self, counted: bool) -> Result<(O, Option<Level>), Thread::Receiver<O>> {
        let value = self.take()?;
        if !counted {
            return Ok((value, None));
        }
        match trampoline::enter() {
            Some(level) => Ok((value, Some(level))),
            None => Err(Thread::Receiver::later(value)),
        }
    }

    /// The result of a step, once its level has ended: by then the queue may have delivered a pending one.
    #[inline(always)]
    fn end<U: Payload>(
        given: impl Into<MaybeReady<U, Thread>>,
        level: Option<Level>,
    ) -> MaybeReady<U, Thread> {
        let given = given.into();
        match level {
            None => return given,
            // The level ends here.
            Some(_level) => {}
        }
        match given.take() {
            Ok(value) => MaybeReady::Ready(value),
            Err(receiver) => MaybeReady::Pending(receiver),
        }
    }
}

/// A sender whose owner waits for another Deferred. An abandoned Deferred has been reported there, so this one is
/// abandoned silently.
pub(crate) struct RelaySender<I: Payload, Thread: Flavour = ThisThread>(Option<Thread::Sender<I>>);

send_if!([I: Payload,] RelaySender<I, Thread>; carries [I]);

impl<I: Payload, Thread: Flavour> RelaySender<I, Thread> {
    pub(crate) fn new(sender: Thread::Sender<I>) -> Self {
        RelaySender(Some(sender))
    }

    pub(crate) fn into_sender(mut self) -> Thread::Sender<I> {
        self.0.take().expect("it is there until it is dropped")
    }
}

impl<I: Payload, Thread: Flavour> Drop for RelaySender<I, Thread> {
    fn drop(&mut self) {
        if let Some(sender) = self.0.take() {
            sender.abandon_silently();
        }
    }
}
