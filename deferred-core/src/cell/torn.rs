//! Tearing down a chain that will never be fired, node after node in a loop, so that its length takes no stack.

use super::Parked;
use super::buffer::discard;
use super::cancel::Unused;
use super::node::{NodePtr, State, release_empty, unlink};
use crate::runtime::trampoline;
use crate::runtime::unwind::Panicked;

/// An `Abandoned` node, with its sender's reference. Its content and the nodes downstream are still there.
///
/// Its drop tears these down: now, or when the stack is free again.
#[must_use]
pub(crate) struct Torn {
    node: NodePtr,
    /// Whether the buffer holds something; the state does not say so any more.
    holds: bool,
}

impl Torn {
    /// # Safety
    ///
    /// `node` was not fired; or it is `Running`, and its buffer is empty; or it is `Ready`, and nobody has the
    /// right to take the value. The caller owns the node's sender's reference, which goes over.
    pub(super) unsafe fn of(node: NodePtr) -> Self {
        // SAFETY: the reference keeps the node alive.
        let was = unsafe { node.as_ref() }.state.replace(State::Abandoned);
        Torn { node, holds: matches!(was, State::Chained | State::Ready) }
    }

    /// Tears down the node, the node that waits for it, and so on. If a drop panics, the rest is torn down all the
    /// same, and the first panic goes on then.
    pub(super) fn tear(self) {
        let mut panicked = Panicked::default();
        let mut next = Some(self);
        while let Some(torn) = next.take() {
            let Torn { node, holds } = torn;
            core::mem::forget(torn);
            let _firing = Reference(node);
            // SAFETY: the sender's reference keeps the node. Nobody changes the buffer or the vtable of an
            // abandoned node, so they are as they were when the node was marked, and the content is dropped once,
            // here. The node owns the sender's reference of the node downstream, which was not fired, so that is
            // `Empty` or `Chained`.
            unsafe {
                if let Some(unused) = Unused::of(node) {
                    panicked.run(|| drop(unused));
                }
                if holds {
                    panicked.run(|| discard(node));
                }
                next = unlink(node).map(|downstream| Torn::of(downstream));
            }
        }
        panicked.resume();
    }
}

impl Drop for Torn {
    fn drop(&mut self) {
        let torn = Torn { node: self.node, holds: self.holds };
        match trampoline::enter() {
            Some(_level) => torn.tear(),
            None => Parked::Tear(torn).park(),
        }
    }
}

/// The content of a node that is `Spent`, and a reference to the node. Its drop drops the content, and then gives
/// the reference back.
#[must_use]
pub(super) struct Content(NodePtr);

impl Content {
    /// # Safety
    ///
    /// `node` is `Chained` or `Ready`, and nobody has the right to take its content. The caller owns a reference,
    /// which goes over.
    pub(super) unsafe fn of(node: NodePtr) -> Self {
        // SAFETY: the reference keeps the node alive.
        unsafe { node.as_ref() }.state.set(State::Spent);
        Content(node)
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        let _last = Reference(self.0);
        // SAFETY: the node was `Chained` or `Ready` when this `Content` was made, so its vtable fits the content of
        // the buffer. Nobody changes a node that is `Spent`, so the content is still there; the reference keeps the
        // node.
        unsafe { discard(self.0) }
    }
}

/// A reference to a node that holds nothing, as its state says. Its drop gives the reference back.
pub(super) struct Reference(pub(super) NodePtr);

impl Drop for Reference {
    fn drop(&mut self) {
        // SAFETY: the reference is ours.
        unsafe { release_empty(self.0) }
    }
}
