//! The sides of a pair as the flavour [`AnyThread`] has them.

use super::{self as crossing, Canceller, Firing, Group, Handle, Payload, Slot};
use crate::captured::captures_nothing;
use crate::eventual::{Eventual, stage};
use crate::flavour::{AnyThread, Cancels, Captured, Carries, Fires, Flavour, Takes};
use crate::site::Site;
use crate::why::View;
use core::panic::Location;

impl Flavour for AnyThread {
    type Firing<I: Payload> = Firing<I>;
    type Slot<O: Payload> = Slot<O>;
    type Handle = Handle;

    #[inline(always)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Firing<O>, Slot<O>) {
        crossing::pair(made)
    }
}

impl<I: Payload> Fires<I, AnyThread> for Firing<I> {
    #[inline(always)]
    fn fire(self, input: I) {
        self.fire(input);
    }

    #[inline]
    fn try_fire(self, input: I) -> Result<(), I> {
        self.try_fire(input)
    }

    fn watch<C: Canceller<I, AnyThread> + Captured<AnyThread>>(&self, canceller: C) {
        // SAFETY: the flavour carries what it holds.
        unsafe { self.watch(canceller) }
    }

    fn forward_cancels<G: Group<AnyThread> + Captured<AnyThread>>(&self, group: G) {
        // SAFETY: the flavour carries what it holds.
        unsafe { self.forward_cancels(group) }
    }

    #[inline(always)]
    fn is_cancelled(&self) -> bool {
        self.is_cancelled()
    }

    fn is_awaited(&self) -> bool {
        self.is_awaited()
    }

    fn made(&self) -> Option<&'static Location<'static>> {
        self.made()
    }

    fn tear_down(self) {
        self.tear_down();
    }
}

impl<O: Payload> Takes<O, AnyThread> for Slot<O> {
    #[inline(always)]
    fn take(self) -> Result<O, Self> {
        self.take()
    }

    fn peek(&self) -> Option<&O> {
        self.peek()
    }

    fn is_abandoned(&self) -> bool {
        self.is_abandoned()
    }

    #[inline(always)]
    fn note_given(&self, _: Site) {}

    fn connect(self, to: Firing<O>) {
        self.connect(to);
    }

    fn handle(&self) -> Handle {
        self.handle()
    }

    #[inline(always)]
    fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Slot<U>
    where
        C: Captured<AnyThread>,
        K: FnOnce(C, O) -> Eventual<U, AnyThread> + 'static,
        AnyThread: Carries<U>,
    {
        const { captures_nothing::<K>() };
        // SAFETY: the flavour carries what is captured, and what comes out; the step holds nothing.
        unsafe { self.attach(stage(captured, step)) }
    }

    #[inline(always)]
    fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Slot<U>
    where
        C: Captured<AnyThread>,
        K: FnOnce(C, O) -> Eventual<U, AnyThread> + 'static,
        AnyThread: Carries<U>,
    {
        const { captures_nothing::<K>() };
        // SAFETY: the flavour carries what is captured, and what comes out; the step holds nothing.
        unsafe { self.attach_other(stage(captured, step)) }
    }

    #[cold]
    fn attach_later<U: Payload, C, K>(value: O, captured: C, step: K) -> Slot<U>
    where
        C: Captured<AnyThread>,
        K: FnOnce(C, O) -> Eventual<U, AnyThread> + 'static,
        AnyThread: Carries<U>,
    {
        const { captures_nothing::<K>() };
        // SAFETY: the flavour carries what is captured, and what comes out; the step holds nothing.
        unsafe { Slot::attach_later(value, stage(captured, step)) }
    }
}

impl Cancels for Handle {
    fn cancel(&self) {
        self.cancel();
    }

    fn view(&self) -> View<Self> {
        self.view()
    }
}
