//! Tearing down a chain that will never be fired, node after node in a loop, so that its length takes no stack.

use super::Parked;
use super::cancel::Unused;
use super::node::{NodePtr, State, discard, release_empty, unlink};
use crate::runtime::trampoline;
use crate::runtime::unwind::Panicked;

/// A node that is `Abandoned`, with its sender's reference. What waits in it and for it is still there.
///
/// Dropped, it tears that down: now, or when the stack is free again.
#[must_use]
pub(crate) struct Torn {
    node: NodePtr,
    /// Set if the buffer holds something, of which the state does not tell any more.
    holds: bool,
}

impl Torn {
    /// # Safety
    ///
    /// `node` was not fired; or it is `Running`, and its buffer is empty; or it is `Ready`, and nobody has the right to take what is in
    /// it. The caller owns its sender's reference, which goes over.
    pub(super) unsafe fn of(node: NodePtr) -> Self {
        // SAFETY: the reference keeps the node alive.
        let was = unsafe { node.as_ref() }.state.replace(State::Abandoned);
        Torn { node, holds: matches!(was, State::Chained | State::Ready) }
    }

    /// Tears it down, and what waits for it, and so on. Whatever panics, the rest is torn down; the first panic goes on then.
    pub(super) fn tear(self) {
        let mut panicked = Panicked::default();
        let mut next = Some(self);
        while let Some(torn) = next.take() {
            let Torn { node, holds } = torn;
            core::mem::forget(torn);
            let _firing = Reference(node);
            // SAFETY: the sender's reference keeps the node. Nobody changes the buffer or the vtable of an abandoned node, so they are as they
            // were when it was marked, and what is there is dropped once, here. What waits for the node owes its sender's reference
            // to it: it was not fired, so it is `Empty` or `Chained`.
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

/// What a node holds that is `Spent`, and a reference to the node. Dropped, it drops that, and then gives the reference back.
#[must_use]
pub(super) struct Content(NodePtr);

impl Content {
    /// # Safety
    ///
    /// `node` is `Chained` or `Ready`, the caller owns a reference, which goes over, and nobody has the right to take what is in it.
    pub(super) unsafe fn of(node: NodePtr) -> Self {
        // SAFETY: the reference keeps the node alive.
        unsafe { node.as_ref() }.state.set(State::Spent);
        Content(node)
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        let _last = Reference(self.0);
        // SAFETY: the node was `Chained` or `Ready` when this was made, so its vtable is that of what is in the buffer. A node that is
        // `Spent` is not changed any more, so that is still there; the reference keeps the node.
        unsafe { discard(self.0) }
    }
}

/// A reference to a node whose state says that it holds nothing. Dropped, it is given back.
pub(super) struct Reference(pub(super) NodePtr);

impl Drop for Reference {
    fn drop(&mut self) {
        // SAFETY: the reference is ours.
        unsafe { release_empty(self.0) }
    }
}
