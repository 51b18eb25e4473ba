//! A link between a result and what waits for it that can be cut: whoever cuts it fires what waits.

use crate::cancel::CancelHandle;
use crate::cell::{self, Payload};
use crate::eventual::Eventual;
use crate::flavour::{AnyThread, Captured, Carries, Fires, Flavour, Shares, ThisThread};
use crate::shared::Sharing;
use core::panic::Location;

/// How a flavour links loosely.
#[doc(hidden)]
pub trait Loosens: Sized {
    /// A weak end of such a link.
    type Link<O: Payload>: 'static;

    /// The same result, until the link is cut. A cancel goes through it.
    #[allow(clippy::type_complexity, reason = "the two ends")]
    fn loosen<O: Payload>(
        slot: Self::Slot<O>,
        made: &'static Location<'static>,
    ) -> (Self::Link<O>, Self::Slot<O>)
    where
        Self: Flavour + Carries<O>;

    /// Cuts it: the right to fire what waits there, if that still does. What would have come is let go.
    fn cut<O: Payload>(link: &Self::Link<O>) -> Option<Self::Firing<O>>
    where
        Self: Flavour;
}

impl Loosens for ThisThread {
    type Link<O: Payload> = cell::Link<O>;

    fn loosen<O: Payload>(
        slot: cell::Slot<O>,
        made: &'static Location<'static>,
    ) -> (cell::Link<O>, cell::Slot<O>) {
        let (firing, linked) = cell::pair(made);
        (slot.connect_loosely(firing), linked)
    }

    fn cut<O: Payload>(link: &cell::Link<O>) -> Option<cell::Firing<O>> {
        link.cut()
    }
}

/// Whoever is first, the result or who cuts, takes the firing side.
impl Loosens for AnyThread {
    type Link<O: Payload> = WeakEnd<O>;

    fn loosen<O: Payload>(
        slot: <Self as Flavour>::Slot<O>,
        made: &'static Location<'static>,
    ) -> (WeakEnd<O>, <Self as Flavour>::Slot<O>)
    where
        Self: Carries<O>,
    {
        let (firing, linked) = Self::pair::<O>(made);
        Fires::forward_cancels(&firing, CancelHandle::<Self>::on(slot.handle()));
        let end = StrongEnd::<O>(Shares::new(Some(firing)));
        let link = end.0.downgrade();
        let pending = Eventual::<O, Self>::Pending(slot);
        drop(pending.attach::<(), _, _>(end, |end, outcome| {
            if let Some(firing) = end.take() {
                firing.fire(outcome);
            }
            Eventual::Ready(())
        }));
        (link, linked)
    }

    fn cut<O: Payload>(link: &WeakEnd<O>) -> Option<<Self as Flavour>::Firing<O>> {
        <Place<O>>::upgrade(link)?.with(Option::take)
    }
}

type End<O> = Option<<AnyThread as Flavour>::Firing<O>>;
type Place<O> = <AnyThread as Sharing>::Shared<End<O>>;
type WeakEnd<O> = <Place<O> as Shares<End<O>>>::Weak;

/// The end at the result. If that is abandoned, notice was given there.
pub(crate) struct StrongEnd<O: Payload>(Place<O>);

impl<O: Payload> StrongEnd<O> {
    fn take(&self) -> End<O> {
        self.0.with(Option::take)
    }
}

impl<O: Payload> Drop for StrongEnd<O> {
    fn drop(&mut self) {
        if let Some(firing) = self.take() {
            firing.tear_down();
        }
    }
}

/// The end of who cuts.
pub(crate) struct Link<O: Payload, Thread: Flavour>(Thread::Link<O>);

impl<O: Payload, Thread: Flavour> Link<O, Thread>
where
    Self: Captured<Thread>,
{
    pub(crate) fn loosen(slot: Thread::Slot<O>, made: &'static Location<'static>) -> (Self, Thread::Slot<O>)
    where
        Thread: Carries<O>,
    {
        let (link, linked) = Thread::loosen(slot, made);
        (Link(link), linked)
    }

    pub(crate) fn cut(&self) -> Option<Thread::Firing<O>> {
        Thread::cut(&self.0)
    }
}
