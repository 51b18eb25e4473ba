//! A detachable link on one thread: cutting it returns the right to fire the node downstream.

use super::cancel::Handle;
use super::node::{Flags, unlink};
use super::{Receiver, Sender};
use crate::flavour::Payload;
use core::marker::PhantomData;

/// A weak end of the link between a node that gives an `O` and the node that waits for it.
pub struct Link<O: Payload> {
    gives: Handle,
    _what: PhantomData<fn() -> O>,
}

impl<O: Payload> Link<O> {
    /// Cuts the link, and returns the right to fire the node downstream, if that still waits. The result that would
    /// have come is discarded.
    pub(crate) fn cut(&self) -> Option<Sender<O>> {
        // SAFETY: the handle keeps the node's memory. The node's receiver was used up when the link was made, so
        // the node gives an `O` for good, and the node downstream takes one. The latter was not fired, so its
        // sender's reference is whole.
        unsafe {
            let gives = self.gives.node();
            // A cancel has fired the node downstream in place of a sender that may still be there, and looks at
            // that flag.
            if gives.as_ref().downstream()?.as_ref().has(Flags::BEFORE_DROPPING) {
                return None;
            }
            let node = unlink(gives)?;
            Some(Sender { node, _takes: PhantomData })
        }
    }
}

impl<O: Payload> Receiver<O> {
    /// Forwards the result to `to`, until the link is cut.
    pub(crate) fn connect_detachably(self, to: Sender<O>) -> Link<O> {
        let link = Link { gives: self.handle(), _what: PhantomData };
        self.connect(to);
        link
    }
}
