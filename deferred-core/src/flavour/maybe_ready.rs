//! A value that is there, or will be.

use super::contract::{CellReceiver, CellSender, Flavour, MaybeReady, Payload};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, SendIf, ThisThread};
use crate::runtime::trampoline;

impl<O: Payload, Thread: Flavour> MaybeReady<O, Thread> {
    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Thread::Receiver<O>> {
        match self {
            MaybeReady::Ready(value) => Ok(value),
            MaybeReady::Pending(receiver) => receiver.take(),
        }
    }

    /// Continues with `step`: at once if the value is there.
    #[inline(always)]
    pub(crate) fn attach<U: Payload, C, K>(self, captured: C, step: K) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        match self.take() {
            Ok(value) => step(captured, value),
            Err(receiver) => MaybeReady::Pending(receiver.attach(captured, step)),
        }
    }

    /// Continues with a `step` of somebody else's chain, whose callback gave this.
    #[inline(always)]
    pub(crate) fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        match self.take() {
            Ok(value) => step(captured, value),
            Err(receiver) => MaybeReady::Pending(receiver.attach_other(captured, step)),
        }
    }

    /// The same for a step that may come back here: too deep a recursion waits in the queue.
    #[inline]
    pub(crate) fn attach_counted<U: Payload, C, K>(self, captured: C, step: K) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        let value = match self.take() {
            Ok(value) => value,
            Err(receiver) => return MaybeReady::Pending(receiver.attach(captured, step)),
        };
        let Some(level) = trampoline::enter() else {
            return MaybeReady::Pending(Thread::Receiver::attach_later(value, captured, step));
        };
        let given = {
            let _level = level;
            step(captured, value)
        };
        // The queue may have brought the value by now.
        match given.take() {
            Ok(value) => MaybeReady::Ready(value),
            Err(receiver) => MaybeReady::Pending(receiver),
        }
    }
}

/// A stage in a node: one type, wherever it is attached, so there is one copy of what it runs.
#[inline(always)]
pub(crate) fn stage<O: Payload, U: Payload, C, K, Thread: Flavour>(
    captured: C,
    step: K,
) -> impl FnOnce(O) -> MaybeReady<U, Thread> + 'static
where
    C: SendIf<Thread>,
    K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
{
    move |value| step(captured, value)
}

/// A firing side whose owner waits for another Deferred: if that is abandoned, notice was given there.
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
