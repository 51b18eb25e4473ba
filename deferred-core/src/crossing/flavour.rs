//! Implements the contract of a cell for the flavour [`AnyThread`].

use super::detachable_link::{self, WeakLinkState};
use super::{Handle, Receiver, Sender};
use crate::crossing;
use crate::error::site::Site;
use crate::flavour::MaybeReady;
use crate::flavour::View;
use crate::flavour::carries::captures_nothing;
use crate::flavour::listing;
use crate::flavour::{AnyThread, Carries, CellHandle, CellReceiver, CellSender, Flavour, SendIf};
use crate::flavour::{CancelGroup, Canceller, Payload};
use core::panic::Location;
use core::ptr::NonNull;

impl Flavour for AnyThread {
    type Sender<I: Payload> = Sender<I>;
    type Receiver<O: Payload> = Receiver<O>;
    type Handle = Handle;
    type Link<O: Payload> = WeakLinkState<O>;

    #[inline(always)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Sender<O>, Receiver<O>) {
        crossing::pair(made)
    }

    fn detachable<O: Payload>(
        receiver: Receiver<O>,
        made: &'static Location<'static>,
    ) -> (WeakLinkState<O>, Receiver<O>)
    where
        Self: Carries<O>,
    {
        detachable_link::make(receiver, made)
    }

    fn cut<O: Payload>(link: &WeakLinkState<O>) -> Option<Sender<O>> {
        detachable_link::cut(link)
    }
}

impl<I: Payload> CellSender<I, AnyThread> for Sender<I> {
    #[inline(always)]
    fn fire(self, input: I) {
        self.fire(input);
    }

    #[inline]
    fn try_fire(self, input: I) -> Result<(), I> {
        self.try_fire(input)
    }

    fn set_canceller<C: Canceller<I, AnyThread> + SendIf<AnyThread>>(&self, canceller: C) {
        // SAFETY: the bound says that the flavour carries the canceller, so it is `Send`.
        unsafe { self.set_canceller(canceller) }
    }

    fn forward_cancels<G: CancelGroup<AnyThread> + SendIf<AnyThread>>(&self, group: G) {
        // SAFETY: the bound says that the flavour carries the group, so it is `Send`.
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

    fn abandon_silently(self) {
        self.abandon_silently();
    }

    fn address(&self) -> *const () {
        self.node.as_ptr().cast_const().cast()
    }

    fn into_raw(self) -> NonNull<()> {
        self.into_raw()
    }

    unsafe fn from_raw(raw: NonNull<()>) -> Self {
        // SAFETY: the word came out of a sender of this type, and is taken back once, as the contract asks of the caller.
        unsafe { Sender::from_raw(raw) }
    }
}

impl<O: Payload> CellReceiver<O, AnyThread> for Receiver<O> {
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
        listing::note(self.node.as_ptr().cast_const().cast(), site);
    }

    #[inline(always)]
    fn note_waiting(&self, site: Site) {
        listing::note(self.node.as_ptr().cast_const().cast(), site);
    }

    fn connect(self, to: Sender<O>) {
        self.connect(to);
    }

    fn handle(&self) -> Handle {
        self.handle()
    }

    #[inline(always)]
    fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: SendIf<AnyThread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, AnyThread>>,
        AnyThread: Carries<U>,
    {
        const { captures_nothing::<K>() };
        // SAFETY: the bounds say that the flavour carries `captured` and the result, so both are `Send`; the step
        // captures nothing.
        unsafe { self.attach(captured, step) }
    }

    #[inline(always)]
    fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: SendIf<AnyThread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, AnyThread>>,
        AnyThread: Carries<U>,
    {
        const { captures_nothing::<K>() };
        // SAFETY: the bounds say that the flavour carries `captured` and the result, so both are `Send`; the step
        // captures nothing.
        unsafe { self.attach_other(captured, step) }
    }

    fn later(value: O) -> Self {
        Receiver::later(value)
    }
}

impl CellHandle for Handle {
    fn cancel(&self) {
        self.cancel();
    }

    fn view(&self) -> View<Self> {
        self.view()
    }

    fn address(&self) -> *const () {
        self.node().as_ptr().cast_const().cast()
    }

    fn source(&self) -> *const () {
        self.source()
    }
}
