//! A value that is there, or will be.

use crate::cell::Payload;
use crate::flavour::{Captured, Carries, Fires, Flavour, Takes, ThisThread};
use crate::trampoline;

/// A value that is there, or will be.
pub enum Eventual<O: Payload, Thread: Flavour = ThisThread> {
    Ready(O),
    Pending(Thread::Slot<O>),
}

impl<O: Payload, Thread: Flavour> Eventual<O, Thread> {
    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Thread::Slot<O>> {
        match self {
            Eventual::Ready(value) => Ok(value),
            Eventual::Pending(slot) => slot.take(),
        }
    }

    /// Continues with `step`: at once if the value is there.
    #[inline(always)]
    pub(crate) fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Eventual<U, Thread>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        match self.take() {
            Ok(value) => step(captured, value),
            Err(slot) => Eventual::Pending(slot.attach(captured, step)),
        }
    }

    /// Continues with a `step` of somebody else's chain, whose callback gave this.
    #[inline(always)]
    pub(crate) fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Eventual<U, Thread>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        match self.take() {
            Ok(value) => step(captured, value),
            Err(slot) => Eventual::Pending(slot.attach_other(captured, step)),
        }
    }

    /// The same for a step that may come back here: too deep a recursion waits in the queue.
    #[inline]
    pub(crate) fn attach_counted<U: Payload, C, K>(self, captured: C, step: K) -> Eventual<U, Thread>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>,
    {
        let value = match self.take() {
            Ok(value) => value,
            Err(slot) => return Eventual::Pending(slot.attach(captured, step)),
        };
        let Some(level) = trampoline::enter() else {
            return Eventual::Pending(Thread::Slot::attach_later(value, captured, step));
        };
        let given = {
            let _level = level;
            step(captured, value)
        };
        // The queue may have brought the value by now.
        match given.take() {
            Ok(value) => Eventual::Ready(value),
            Err(slot) => Eventual::Pending(slot),
        }
    }
}

/// A stage in a node: one type, wherever it is attached, so there is one copy of what it runs.
#[inline(always)]
pub(crate) fn stage<O: Payload, U: Payload, C, K, Thread: Flavour>(
    captured: C,
    step: K,
) -> impl FnOnce(O) -> Eventual<U, Thread> + 'static
where
    C: Captured<Thread>,
    K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
{
    move |value| step(captured, value)
}

/// A firing side whose owner waits for another Deferred: if that is abandoned, notice was given there.
pub(crate) struct Follower<I: Payload, Thread: Flavour = ThisThread>(Option<Thread::Firing<I>>);

impl<I: Payload, Thread: Flavour> Follower<I, Thread> {
    pub(crate) fn new(firing: Thread::Firing<I>) -> Self {
        Follower(Some(firing))
    }

    pub(crate) fn into_firing(mut self) -> Thread::Firing<I> {
        self.0.take().expect("it is there until it is dropped")
    }
}

impl<I: Payload, Thread: Flavour> Drop for Follower<I, Thread> {
    fn drop(&mut self) {
        if let Some(firing) = self.0.take() {
            firing.tear_down();
        }
    }
}
