//! A detachable link on one thread: cutting it returns the right to fire the node downstream.

use super::cancel::Handle;
use super::node::{Flags, unlink};
use super::{Receiver, Sender};
use crate::flavour::Payload;
use core::marker::PhantomData;

/// A weak end of the link between a node that gives an `O` and the one that waits for that.
pub struct Link<O: Payload> {
    gives: Handle,
    _what: PhantomData<fn() -> O>,
}

impl<O: Payload> Link<O> {
    /// Cuts it: the right to fire what waits there, if that still does. What would have come is let go.
    pub(crate) fn cut(&self) -> Option<Sender<O>> {
        // SAFETY: the handle keeps the node's memory. Its receiver was used up when the link was made, so it
        // gives an `O` for good, and what waits for it takes one. That was not fired, so its sender's reference is whole.
        unsafe {
            let gives = self.gives.node();
            // Somebody has fired it in place of a sender that may still be there, and looks at that.
            if gives.as_ref().downstream()?.as_ref().has(Flags::BEFORE_DROPPING) {
                return None;
            }
            let node = unlink(gives)?;
            Some(Sender { node, _takes: PhantomData })
        }
    }
}

impl<O: Payload> Receiver<O> {
    /// Sends what will come out to `to`, until the link is cut.
    pub(crate) fn connect_detachably(self, to: Sender<O>) -> Link<O> {
        let link = Link { gives: self.handle(), _what: PhantomData };
        self.connect(to);
        link
    }
}
