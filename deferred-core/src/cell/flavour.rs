//! Implements the contract of a cell for the flavour [`ThisThread`].

use super::buffer::fits;
use super::chain::chain;
use super::{Handle, Receiver, Sender};
use crate::cell;
use crate::error::site::Site;
use crate::flavour::MaybeReady;
use crate::flavour::View;
use crate::flavour::listing;
#[cfg(feature = "spans")]
use crate::flavour::spans::Kept;
use crate::flavour::{CancelGroup, Canceller, Payload};
use crate::flavour::{Carries, CellHandle, CellReceiver, CellSender, Flavour, SendIf, ThisThread};
use core::panic::Location;
use core::ptr::NonNull;

impl Flavour for ThisThread {
    type Sender<I: Payload> = Sender<I>;
    type Receiver<O: Payload> = Receiver<O>;
    type Handle = Handle;
    type Link<O: Payload> = cell::Link<O>;

    #[inline(always)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Sender<O>, Receiver<O>) {
        cell::pair(made)
    }

    fn detachable<O: Payload>(
        receiver: cell::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (cell::Link<O>, cell::Receiver<O>) {
        let (sender, linked) = cell::pair(made);
        (receiver.connect_detachably(sender), linked)
    }

    fn cut<O: Payload>(link: &cell::Link<O>) -> Option<cell::Sender<O>> {
        link.cut()
    }
}

impl<I: Payload> CellSender<I, ThisThread> for Sender<I> {
    #[inline(always)]
    fn fire(self, input: I) {
        self.fire(input);
    }

    #[inline]
    fn try_fire(self, input: I) -> Result<(), I> {
        self.try_fire(input)
    }

    fn set_canceller<C: Canceller<I, ThisThread> + SendIf<ThisThread>>(&self, canceller: C) {
        self.set_canceller(canceller)
    }

    fn forward_cancels<G: CancelGroup<ThisThread> + SendIf<ThisThread>>(&self, group: G) {
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

impl<O: Payload> CellReceiver<O, ThisThread> for Receiver<O> {
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
        listing::note(self.node.as_ptr().cast_const().cast(), site);
    }

    #[inline(always)]
    fn note_waiting(&self, site: Site) {
        self.note_waiting(site);
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
        C: SendIf<ThisThread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, ThisThread>>,
        ThisThread: Carries<U>,
    {
        self.attach(captured, step)
    }

    #[inline(always)]
    fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: SendIf<ThisThread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, ThisThread>>,
        ThisThread: Carries<U>,
    {
        self.attach_other(captured, step)
    }

    #[inline(always)]
    fn chain<U: Payload, C, K, G>(source: MaybeReady<O>, counted: bool, captured: C, step: K) -> MaybeReady<U>
    where
        C: SendIf<ThisThread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
        ThisThread: Carries<U>,
    {
        // It would take memory to give what does not fit, where the value is there already.
        if const { !fits::<U>() } {
            return source.attach(counted, captured, step);
        }
        #[cfg(feature = "spans")]
        let (captured, step) = ((captured, Kept::here()), move |(captured, kept): (C, Kept), value| {
            kept.run(|| step(captured, value))
        });
        chain(source, counted, captured, step)
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
