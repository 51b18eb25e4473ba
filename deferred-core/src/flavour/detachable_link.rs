//! A link between a result and what waits for it, which can be cut. Cutting it returns the right to fire what waits.

use super::contract::{Flavour, Payload};
use super::send_claims::send_if;
use crate::flavour::{Carries, SendIf};
use core::panic::Location;

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
