//! A link between a result and what waits for it that can be cut: whoever cuts it fires what waits.

use crate::cell::{self, Group, Payload, Visit};
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
        let (passing, passed) = Self::pair::<O>(made);
        let (firing, linked) = Self::pair::<O>(made);
        let end = StrongEnd::<O>(Shares::new_cyclic(|weak: &WeakEnd<O>| {
            Fires::forward_cancels(&firing, Across::<O>(weak.clone()));
            Gap { gives: passed.handle(), firing: Some(firing) }
        }));
        let link = end.0.downgrade();
        slot.connect(passing);
        drop(Eventual::<O, Self>::Pending(passed).attach::<(), _, _>(end, |end, outcome| {
            if let Some(firing) = end.0.with(Gap::take) {
                firing.fire(outcome);
            }
            Eventual::Ready(())
        }));
        (link, linked)
    }

    fn cut<O: Payload>(link: &WeakEnd<O>) -> Option<<Self as Flavour>::Firing<O>> {
        <Place<O>>::upgrade(link)?.with(Gap::take)
    }
}

/// What is between a result and what waits for it.
#[doc(hidden)]
pub struct Gap<O: Payload> {
    gives: <AnyThread as Flavour>::Handle,
    /// `None` once one of both has it.
    firing: Option<<AnyThread as Flavour>::Firing<O>>,
}

type Place<O> = <AnyThread as Sharing>::Shared<Gap<O>>;
type WeakEnd<O> = <Place<O> as Shares<Gap<O>>>::Weak;

impl<O: Payload> Gap<O> {
    /// The right to fire. A cancel that was noted on both sides, and taken up on the other, is noted no more.
    fn take(&mut self) -> Option<<AnyThread as Flavour>::Firing<O>> {
        let firing = self.firing.take()?;
        if !self.gives.is_requested() {
            firing.forget_cancels();
        }
        Some(firing)
    }
}

/// The way that a cancel takes to the result.
pub(crate) struct Across<O: Payload>(WeakEnd<O>);

impl<O: Payload> Clone for Across<O> {
    fn clone(&self) -> Self {
        Across(self.0.clone())
    }
}

impl<O: Payload> Across<O> {
    fn gives(&self) -> Option<<AnyThread as Flavour>::Handle> {
        <Place<O>>::upgrade(&self.0).map(|place| place.with(|gap| gap.gives.clone()))
    }
}

impl<O: Payload> Group<AnyThread> for Across<O> {
    fn cancel_each(&self) {
        if let Some(gives) = self.gives() {
            gives.cancel();
        }
    }

    fn each(&self, visit: Visit<'_, AnyThread>) {
        visit(self.gives().as_ref());
    }

    /// What has been taken is about to be fired.
    fn is_noted(&self) -> bool {
        let is_noted = |gap: &mut Gap<O>| gap.firing.is_none() || gap.gives.is_requested();
        <Place<O>>::upgrade(&self.0).is_none_or(|place| place.with(is_noted))
    }
}

/// The end at the result. If that is abandoned, notice was given there.
pub(crate) struct StrongEnd<O: Payload>(Place<O>);

impl<O: Payload> Drop for StrongEnd<O> {
    fn drop(&mut self) {
        if let Some(firing) = self.0.with(Gap::take) {
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
