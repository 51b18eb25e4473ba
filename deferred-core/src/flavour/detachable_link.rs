//! A link between a result and what waits for it that can be cut: whoever cuts it fires what waits.

use crate::cell;
use crate::cell::{CancelGroup, Payload, VisitHandles};
use crate::flavour::maybe_ready::MaybeReady;
use crate::flavour::send_if::send_if;
use crate::flavour::shared::SharedState;
use crate::flavour::{AnyThread, Carries, CellSender, Flavour, SendIf, SharedCell, ThisThread};
use core::panic::Location;

/// How a flavour links loosely.
#[doc(hidden)]
pub trait DetachableLinks: Sized {
    /// A weak end of such a link.
    type Link<O: Payload>: 'static;

    /// The same result, until the link is cut. A cancel goes through it.
    #[allow(clippy::type_complexity, reason = "the two ends")]
    fn detachable<O: Payload>(
        receiver: Self::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (Self::Link<O>, Self::Receiver<O>)
    where
        Self: Flavour + Carries<O>;

    /// Cuts it: the right to fire what waits there, if that still does. What would have come is let go.
    fn cut<O: Payload>(link: &Self::Link<O>) -> Option<Self::Sender<O>>
    where
        Self: Flavour;
}

impl DetachableLinks for ThisThread {
    type Link<O: Payload> = cell::Link<O>;

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

/// Whoever is first, the result or who cuts, takes the firing side.
impl DetachableLinks for AnyThread {
    type Link<O: Payload> = WeakLinkState<O>;

    fn detachable<O: Payload>(
        receiver: <Self as Flavour>::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (WeakLinkState<O>, <Self as Flavour>::Receiver<O>)
    where
        Self: Carries<O>,
    {
        let (passing, passed) = Self::pair::<O>(made);
        let (sender, linked) = Self::pair::<O>(made);
        let end = LinkSource::<O>(SharedCell::new_cyclic(|weak: &WeakLinkState<O>| {
            CellSender::forward_cancels(&sender, CancelForward::<O>(weak.clone()));
            LinkState { gives: passed.handle(), sender: Some(sender) }
        }));
        let link = end.0.downgrade();
        receiver.connect(passing);
        drop(MaybeReady::<O, Self>::Pending(passed).attach::<(), _, _>(end, |end, outcome| {
            if let Some(sender) = end.0.with(LinkState::take) {
                sender.fire(outcome);
            }
            MaybeReady::Ready(())
        }));
        (link, linked)
    }

    fn cut<O: Payload>(link: &WeakLinkState<O>) -> Option<<Self as Flavour>::Sender<O>> {
        <SharedLink<O>>::upgrade(link)?.with(LinkState::take)
    }
}

/// What is between a result and what waits for it.
#[doc(hidden)]
pub struct LinkState<O: Payload> {
    gives: <AnyThread as Flavour>::Handle,
    /// `None` once one of both has it.
    sender: Option<<AnyThread as Flavour>::Sender<O>>,
}

type SharedLink<O> = <AnyThread as SharedState>::Shared<LinkState<O>>;
type WeakLinkState<O> = <SharedLink<O> as SharedCell<LinkState<O>>>::Weak;

impl<O: Payload> LinkState<O> {
    /// The right to fire. A cancel that was noted on both sides, and taken up on the other, is noted no more.
    fn take(&mut self) -> Option<<AnyThread as Flavour>::Sender<O>> {
        let sender = self.sender.take()?;
        if !self.gives.is_requested() {
            sender.forget_cancels();
        }
        Some(sender)
    }
}

/// The way that a cancel takes to the result.
pub(crate) struct CancelForward<O: Payload>(WeakLinkState<O>);

impl<O: Payload> Clone for CancelForward<O> {
    fn clone(&self) -> Self {
        CancelForward(self.0.clone())
    }
}

impl<O: Payload> CancelForward<O> {
    fn gives(&self) -> Option<<AnyThread as Flavour>::Handle> {
        <SharedLink<O>>::upgrade(&self.0).map(|shared| shared.with(|gap| gap.gives.clone()))
    }
}

impl<O: Payload> CancelGroup<AnyThread> for CancelForward<O> {
    fn cancel_each(&self) {
        if let Some(gives) = self.gives() {
            gives.cancel();
        }
    }

    fn each(&self, visit: VisitHandles<'_, AnyThread>) {
        visit(self.gives().as_ref());
    }

    /// What has been taken is about to be fired.
    fn is_noted(&self) -> bool {
        let is_noted = |gap: &mut LinkState<O>| gap.sender.is_none() || gap.gives.is_requested();
        <SharedLink<O>>::upgrade(&self.0).is_none_or(|shared| shared.with(is_noted))
    }
}

/// The end at the result. If that is abandoned, notice was given there.
pub(crate) struct LinkSource<O: Payload>(SharedLink<O>);

impl<O: Payload> Drop for LinkSource<O> {
    fn drop(&mut self) {
        if let Some(sender) = self.0.with(LinkState::take) {
            sender.abandon_silently();
        }
    }
}

/// The end of who cuts.
pub(crate) struct Link<O: Payload, Thread: Flavour>(Thread::Link<O>);

impl<O: Payload, Thread: Flavour> Link<O, Thread>
where
    Self: SendIf<Thread>,
{
    pub(crate) fn detachable(
        receiver: Thread::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (Self, Thread::Receiver<O>)
    where
        Thread: Carries<O>,
    {
        let (link, linked) = Thread::detachable(receiver, made);
        (Link(link), linked)
    }

    pub(crate) fn cut(&self) -> Option<Thread::Sender<O>> {
        Thread::cut(&self.0)
    }
}

send_if!([O: Payload,] Link<O, Thread>; carries [O]);
// SAFETY: both are ways to a sender behind a lock, which is `Send` where what it takes is.
#[allow(unsafe_code)]
unsafe impl<O: Payload> SendIf<AnyThread> for LinkSource<O> where AnyThread: Carries<O> {}
// SAFETY: as above.
#[allow(unsafe_code)]
unsafe impl<O: Payload> SendIf<AnyThread> for CancelForward<O> where AnyThread: Carries<O> {}
