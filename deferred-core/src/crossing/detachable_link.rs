//! A detachable link between threads: the result, or whoever cuts the link first, takes the sender out of a slot
//! that both share.

#![allow(unsafe_code)]

use crate::flavour::shared::SharedState;
use crate::flavour::{
    AnyThread, CancelGroup, Carries, CellSender, Flavour, MaybeReady, Payload, SendIf, SharedCell,
    VisitHandles,
};
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::boxed::Box;
use core::panic::Location;

pub(super) fn make<O: Payload>(
    receiver: <AnyThread as Flavour>::Receiver<O>,
    made: &'static Location<'static>,
) -> (WeakLinkState<O>, <AnyThread as Flavour>::Receiver<O>)
where
    AnyThread: Carries<O>,
{
    let (passing, passed) = AnyThread::pair::<O>(made);
    let (sender, linked) = AnyThread::pair::<O>(made);
    let end = LinkSource::<O>(SharedCell::new_cyclic(|weak: &WeakLinkState<O>| {
        CellSender::forward_cancels(&sender, CancelForward::<O>(weak.clone()));
        LinkState { gives: passed.handle(), sender: Some(sender) }
    }));
    let link = end.0.downgrade();
    receiver.connect(passing);
    drop(MaybeReady::<O, AnyThread>::Pending(passed).attach::<(), _, _, _>(false, end, |end, outcome| {
        if let Some(sender) = end.0.with(LinkState::take) {
            sender.fire(outcome);
        }
        MaybeReady::Ready(())
    }));
    (link, linked)
}

pub(super) fn cut<O: Payload>(link: &WeakLinkState<O>) -> Option<<AnyThread as Flavour>::Sender<O>> {
    <SharedLink<O>>::upgrade(link)?.with(LinkState::take)
}

/// The shared slot between a result and the node that waits for it.
#[doc(hidden)]
pub struct LinkState<O: Payload> {
    gives: <AnyThread as Flavour>::Handle,
    /// `None` once the result or the cut has taken the sender.
    sender: Option<<AnyThread as Flavour>::Sender<O>>,
}

type SharedLink<O> = <AnyThread as SharedState>::Shared<LinkState<O>>;
pub(super) type WeakLinkState<O> = <SharedLink<O> as SharedCell<LinkState<O>>>::Weak;

impl<O: Payload> LinkState<O> {
    /// Takes the sender. A cancel that was noted on both sides, and taken up on the other one, is cleared.
    fn take(&mut self) -> Option<<AnyThread as Flavour>::Sender<O>> {
        let sender = self.sender.take()?;
        if !self.gives.is_cancel_pending() {
            sender.forget_cancels();
        }
        Some(sender)
    }
}

/// The canceller of the node downstream: forwards a cancel to the result.
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
    fn each(&self, visit: VisitHandles<'_, AnyThread>) {
        visit(self.gives().as_ref());
    }

    /// A sender that was taken is about to be fired, or was.
    fn ask(&self, visit: VisitHandles<'_, AnyThread>) -> Option<WhenAsked> {
        self.each(visit);
        let across = self.clone();
        Some(Box::new(move || {
            let is_noted = |gap: &mut LinkState<O>| gap.sender.is_none() || gap.gives.is_cancel_pending();
            <SharedLink<O>>::upgrade(&across.0).is_none_or(|shared| shared.with(is_noted))
        }))
    }
}

/// The receiving end of the link. If the result is abandoned, its own node has reported that.
pub(crate) struct LinkSource<O: Payload>(SharedLink<O>);

impl<O: Payload> Drop for LinkSource<O> {
    fn drop(&mut self) {
        if let Some(sender) = self.0.with(LinkState::take) {
            sender.abandon_silently();
        }
    }
}

// SAFETY: both variants refer to a sender behind a lock, which is `Send` where the sender's input is.
unsafe impl<O: Payload> SendIf<AnyThread> for LinkSource<O> where AnyThread: Carries<O> {}
// SAFETY: `CancelForward` is a weak reference to a sender behind a lock, which is `Send` where the sender's input
// is.
unsafe impl<O: Payload> SendIf<AnyThread> for CancelForward<O> where AnyThread: Carries<O> {}
