//! The sides of a pair as the flavour [`ThisThread`] has them.

use super::{self as cell, Canceller, Firing, Group, Handle, Payload, Slot};
use crate::eventual::{Eventual, stage};
use crate::flavour::{Cancels, Captured, Carries, Fires, Flavour, Takes, ThisThread};
use crate::site::Site;
use crate::why::View;
use core::panic::Location;

impl Flavour for ThisThread {
    type Firing<I: Payload> = Firing<I>;
    type Slot<O: Payload> = Slot<O>;
    type Handle = Handle;

    #[inline(always)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Firing<O>, Slot<O>) {
        cell::pair(made)
    }
}

impl<I: Payload> Fires<I, ThisThread> for Firing<I> {
    #[inline(always)]
    fn fire(self, input: I) {
        self.fire(input);
    }

    #[inline]
    fn try_fire(self, input: I) -> Result<(), I> {
        self.try_fire(input)
    }

    fn watch<C: Canceller<I, ThisThread> + Captured<ThisThread>>(&self, canceller: C) {
        self.watch(canceller)
    }

    fn forward_cancels<G: Group<ThisThread> + Captured<ThisThread>>(&self, group: G) {
        self.forward_cancels(group)
    }

    #[inline(always)]
    fn is_cancelled(&self) -> bool {
        self.is_cancelled()
    }

    fn is_awaited(&self) -> bool {
        self.is_awaited()
    }

    fn made(&self) -> Option<&'static Location<'static>> {
        Some(self.made())
    }

    fn tear_down(self) {
        self.tear_down();
    }
}

impl<O: Payload> Takes<O, ThisThread> for Slot<O> {
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
    fn note_given(&self, site: Site) {
        self.note_given(site);
    }

    fn connect(self, to: Firing<O>) {
        self.connect(to);
    }

    fn handle(&self) -> Handle {
        self.handle()
    }

    #[inline(always)]
    fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Slot<U>
    where
        C: Captured<ThisThread>,
        K: FnOnce(C, O) -> Eventual<U, ThisThread> + 'static,
        ThisThread: Carries<U>,
    {
        self.attach(stage(captured, step))
    }

    #[inline(always)]
    fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Slot<U>
    where
        C: Captured<ThisThread>,
        K: FnOnce(C, O) -> Eventual<U, ThisThread> + 'static,
        ThisThread: Carries<U>,
    {
        self.attach_other(stage(captured, step))
    }

    #[cold]
    fn attach_later<U: Payload, C, K>(value: O, captured: C, step: K) -> Slot<U>
    where
        C: Captured<ThisThread>,
        K: FnOnce(C, O) -> Eventual<U, ThisThread> + 'static,
        ThisThread: Carries<U>,
    {
        Slot::attach_later(value, stage(captured, step))
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
