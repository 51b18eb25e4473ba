//! The one-shot cell under a Deferred that crosses threads: a node over atomics with a sender and a receiver.
//!
//! It is the counterpart of [`cell`](crate::cell), with the same owners: [`Sender`], [`Receiver`], [`Handle`]. A
//! pair is one node, which is the source, the place of a stage, and the slot of the result. The two sides act on
//! their own; the node's phase says where they meet:
//!
//! | phase | buffer holds | who may change it |
//! | --- | --- | --- |
//! | `EMPTY` | nothing | sender, or a cancel: claims it, `RUNNING`; receiver: begins to put a stage in, `ATTACHING` |
//! | `ATTACHING` | what the receiver writes | receiver: `CHAINED`. All others wait for that, a few instructions |
//! | `CHAINED` | a stage | sender, or a cancel: claims it, `RUNNING` |
//! | `RUNNING` | what the claim's owner says | the claim's owner: puts the value in, `READY`; or gives up, `ABANDONED` |
//! | `READY` | the value | receiver: takes it out, or runs a stage with it and is the claim's owner, `RUNNING` |
//! | `ABANDONED` | nothing | nobody |
//!
//! Apart from that, the receiver publishes once how it ends: `HAS_DOWNSTREAM`, another node takes the result, or
//! `RECEIVER_DROPPED`, nobody does. Whoever comes second, the receiver or the result, delivers or drops the result,
//! and gives the memory back.
//!
//! Claiming is a compare-and-swap to `RUNNING`; the winner alone may fire the node. The sender and whoever cancels
//! compete for it. A node that waits for another, because it was connected or because its stage returned a
//! Deferred, has no sender any more: whoever delivers the other node fires it. What a node waits for is its
//! [`Upstream`](state::Upstream).
//!
//! The two sides keep the memory together, as one reference; each [`Handle`] is a further one, and so is a sender
//! that a cancel has left behind.

#![allow(unsafe_code)]
#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]

mod atomics;
mod attach;
mod cancel;
mod canceller;
mod detachable_link;
mod flavour;
mod node;
mod run;
mod state;

#[cfg(test)]
mod tests;

pub use cancel::Handle;

use crate::Stage;
use crate::error::site::Site;
use crate::error::unhandled;
use crate::flavour::AnyThread;
use crate::flavour::{CancelGroup, Canceller, Payload};
use crate::runtime::trampoline;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;
use core::ptr::NonNull;
use node::{Node, NodePtr, release};
use state::Phase;

/// A value that is ready, or will be, perhaps by another thread.
pub(crate) type MaybeReady<O> = crate::flavour::MaybeReady<O, AnyThread>;

/// The sender of a node.
pub struct Sender<I: Payload> {
    node: NodePtr,
    _takes: PhantomData<fn(I)>,
}

// SAFETY: firing hands an `I` to whatever thread takes it, and `I` is `Send`; the code that any other method runs
// is `Send`, as whoever attached it has promised. The threads synchronize by the node's atomics.
unsafe impl<I: Payload + Send> Send for Sender<I> {}

/// The receiver of a node.
pub struct Receiver<O: Payload> {
    node: NodePtr,
    _gives: PhantomData<O>,
}

// SAFETY: another thread may have made the `O`, and what is attached runs wherever the node is fired: both are
// `Send`, as the bound says and as whoever attaches has promised. The threads synchronize by the node's atomics.
unsafe impl<O: Payload + Send> Send for Receiver<O> {}

/// Work that was put off because the stack was deep.
pub(crate) enum Parked {
    Deliver(Unfired),
    Tear(Unfired),
    Cancel(Handle),
}

/// The claim of a node, whatever the node takes. Its drop abandons the node.
#[must_use]
pub(crate) struct Unfired(NodePtr);

/// Makes an empty node, and returns its two sides.
#[inline]
pub(crate) fn pair<O: Payload>(made: &'static Location<'static>) -> (Sender<O>, Receiver<O>) {
    let node = Node::empty::<O>(made);
    (Sender { node, _takes: PhantomData }, Receiver::of(node))
}

impl<I: Payload> Sender<I> {
    #[inline]
    fn shared(&self) -> &Node {
        // SAFETY: the sender keeps the memory.
        unsafe { self.node.as_ref() }
    }

    #[inline]
    fn into_node(self) -> NodePtr {
        let node = self.node;
        core::mem::forget(self);
        node
    }

    /// Fires the node. All callbacks that wait run before `fire` returns, unless the stack is deep already.
    #[inline(always)]
    pub(crate) fn fire(self, input: I) {
        let mut input = ManuallyDrop::new(input);
        // SAFETY: `input` is in a `ManuallyDrop`, and is not used any more.
        unsafe { self.fire_from((&raw mut input).cast()) }
    }

    /// Fires the node, or gives the input back if a cancel came first.
    pub(crate) fn try_fire(self, input: I) -> Result<(), I> {
        if !self.shared().claim() {
            return Err(input);
        }
        let mut input = ManuallyDrop::new(input);
        // SAFETY: the node was just claimed; `input` is in a `ManuallyDrop`, and is not used any more.
        unsafe { self.fire_claimed((&raw mut input).cast()) }
        Ok(())
    }

    /// Fires with an input that stays in its place, so that it is copied only once.
    ///
    /// # Safety
    ///
    /// The caller hands over an `I` behind the pointer.
    #[inline]
    unsafe fn fire_from(self, input: *mut I) {
        // The claim is needed even if nobody can cancel yet: a cancel would take a running stage for one that
        // waits.
        let is_first = self.shared().claim();
        // SAFETY: the caller hands over the input, which is read once.
        unsafe {
            if !is_first {
                let late = input.read();
                drop(self);
                return late.come_too_late();
            }
            self.fire_claimed(input)
        }
    }

    /// # Safety
    ///
    /// As for [`fire_from`](Self::fire_from). The caller hands over the claim as well.
    #[inline(always)]
    unsafe fn fire_claimed(self, input: *mut I) {
        let may_have_canceller = self.shared().may_have_canceller();
        let node = self.into_node();
        // SAFETY: the node takes an `I`, which is read once, and the claim is ours.
        unsafe {
            if may_have_canceller {
                fire_cancellable(node, input.read())
            } else {
                run::fire_from(node, input)
            }
        }
    }

    /// Sets the canceller, which runs when this node is cancelled.
    ///
    /// # Safety
    ///
    /// `canceller` is `Send`.
    pub(crate) unsafe fn set_canceller<C: Canceller<I, AnyThread>>(&self, canceller: C) {
        // SAFETY: we are the sender; the rest is the caller's promise.
        unsafe { canceller::set_canceller(self.node, canceller) }
    }

    /// Sets a group that is asked whenever this node is cancelled. The group's members decide whether and with what
    /// the node is fired.
    ///
    /// # Safety
    ///
    /// `group` is `Send`.
    pub(crate) unsafe fn forward_cancels<G: CancelGroup<AnyThread>>(&self, group: G) {
        // SAFETY: we are the sender; the rest is the caller's promise.
        unsafe { canceller::forward(self.node, group) }
    }

    /// Whether a cancel came first, so that nobody waits for the result.
    #[inline]
    pub(crate) fn is_cancelled(&self) -> bool {
        !self.shared().phase().is_unfired()
    }

    /// Where the pair was made, unless a cancel that came first has overwritten that.
    pub(crate) fn made(&self) -> Option<&'static Location<'static>> {
        // SAFETY: the sender keeps the node alive.
        unsafe { cancel::made(self.node) }
    }

    /// Whether anybody would notice a node that is never fired.
    pub(crate) fn is_awaited(&self) -> bool {
        let phase = self.shared().phase();
        phase.step() != Phase::EMPTY || !phase.is_receiver_dropped()
    }

    /// Clears the cancels that were noted here and downstream: they were taken up.
    pub(crate) fn forget_cancels(&self) {
        let shared = self.shared();
        if !shared.is_cancel_pending() {
            return;
        }
        let upstream = shared.lock();
        // SAFETY: the sender is ours, and a cancel could fire in its place only under the lock.
        let last = shared.phase().is_unfired().then(|| unsafe { cancel::take_up(self.node) });
        shared.unlock(upstream);
        drop(last);
    }

    /// Turns the sender into one word, which owns the reference.
    pub(crate) fn into_raw(self) -> NonNull<()> {
        let node = self.node.cast();
        core::mem::forget(self);
        node
    }

    /// Restores the sender from its word.
    ///
    /// # Safety
    ///
    /// `raw` came out of `into_raw` of a sender that takes an `I`, and is taken back once.
    pub(crate) unsafe fn from_raw(raw: NonNull<()>) -> Self {
        // The reference that `into_raw` did not drop is ours again, of a node that takes an `I`: a sender is no
        // more than that.
        Sender { node: raw.cast(), _takes: PhantomData }
    }

    /// Abandons the node without a report: whoever calls has given notice.
    pub(crate) fn abandon_silently(self) {
        let node = self.into_node();
        // SAFETY: the sender was ours. Its reference belongs to the running canceller now; or it is the claim; or,
        // if a cancel was first, it keeps the memory only.
        unsafe {
            if cancel::sender_dropped(node) {
                return;
            }
            if node.as_ref().claim() {
                drop(Unfired(node));
            } else {
                release(node);
            }
        }
    }

    #[cold]
    fn abandon(&mut self) {
        let sender = Sender::<I> { node: self.node, _takes: PhantomData };
        // SAFETY: the sender is ours, unless it was handed over.
        let made = unsafe {
            if cancel::sender_dropped(self.node) {
                return core::mem::forget(sender);
            }
            cancel::made(self.node)
        };
        // A cancelled node may not know where it was made any more.
        let Some(made) = made.filter(|_| !sender.is_cancelled() && sender.is_awaited()) else {
            return sender.abandon_silently();
        };
        if let Some(input) = I::abandoned(made) {
            return sender.fire(input);
        }
        let node = sender.into_node();
        // SAFETY: the sender was ours. Its reference is the claim now; or, if a cancel was first, it keeps the
        // memory only.
        unsafe {
            if !node.as_ref().claim() {
                return release(node);
            }
        }
        // Torn down after the report, even if the report panics.
        let _torn = Unfired(node);
        unhandled::abandoned(Site::at(made, Stage::Pending));
    }
}

/// Fires a node that can be cancelled, or could.
///
/// # Safety
///
/// `node` takes an `I` and is claimed; the caller hands over the claim.
#[cold]
unsafe fn fire_cancellable<I: Payload>(node: NodePtr, input: I) {
    let claimed = Unfired(node);
    // SAFETY: the claim is ours, so the node is alive and nobody sets another canceller.
    drop(unsafe { canceller::take_canceller(node) });
    core::mem::forget(claimed);
    // SAFETY: the node takes an `I`. The claim is ours, which the guard has not used, and goes over.
    unsafe { run::fire(node, input) }
}

/// The drop of an unfired sender abandons the node, and reports that.
impl<I: Payload> Drop for Sender<I> {
    #[inline]
    fn drop(&mut self) {
        self.abandon();
    }
}

impl Drop for Unfired {
    fn drop(&mut self) {
        match trampoline::enter() {
            // SAFETY: the claim is ours.
            Some(_level) => unsafe { run::tear(self.0) },
            None => Parked::Tear(Unfired(self.0)).park(),
        }
    }
}

impl Parked {
    /// Queues the work for the outermost level of nesting.
    #[cold]
    fn park(self) {
        trampoline::later(move || self.run());
    }

    /// Does the work.
    fn run(self) {
        match self {
            Parked::Deliver(unfired) => {
                let node = unfired.0;
                core::mem::forget(unfired);
                // SAFETY: the node is a carrier, so it is ready and has a node downstream, and it is ours to
                // deliver.
                unsafe { run::deliver_all(Some(node)) }
            }
            Parked::Tear(unfired) => {
                let node = unfired.0;
                core::mem::forget(unfired);
                // SAFETY: the claim is ours.
                unsafe { run::tear(node) }
            }
            Parked::Cancel(handle) => handle.cancel(),
        }
    }
}

impl<O: Payload> Receiver<O> {
    #[inline]
    fn of(node: NodePtr) -> Self {
        Receiver { node, _gives: PhantomData }
    }

    #[inline]
    fn shared(&self) -> &Node {
        // SAFETY: the receiver keeps the memory.
        unsafe { self.node.as_ref() }
    }

    /// The node, with the right to the value.
    #[inline]
    fn into_node(self) -> NodePtr {
        let node = self.node;
        core::mem::forget(self);
        node
    }

    /// Takes the value, or gives the receiver back if there is none yet.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Self> {
        match self.shared().phase().step() {
            // SAFETY: the node is ready, and the right to the value is ours.
            Phase::READY => Ok(unsafe { run::take_out(self.into_node()) }),
            _ => Err(self),
        }
    }

    /// Borrows the value, if it is ready.
    pub(crate) fn peek(&self) -> Option<&O> {
        match self.shared().phase().step() {
            // SAFETY: a ready node holds an `O`, and only this receiver, which is borrowed, can take it out.
            Phase::READY => Some(unsafe { node::peek(self.node) }),
            _ => None,
        }
    }

    /// Whether the value will never come.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.shared().is_abandoned()
    }

    /// A handle on the node.
    pub(crate) fn handle(&self) -> Handle {
        // SAFETY: the receiver keeps the memory.
        unsafe { Handle::to(self.node) }
    }
}

impl<O: Payload> Drop for Receiver<O> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the right to the value is ours, and nobody else has one of a settled node.
        unsafe {
            match self.shared().receiver_dropped().step() {
                Phase::READY => drop(run::take_out::<O>(self.node)),
                Phase::ABANDONED => release(self.node),
                _ => {}
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
impl<I: Payload> Sender<I> {
    /// How many nodes are downstream of this one.
    fn links_below(&self) -> usize {
        let (mut on, mut links) = (self.node, 0);
        // SAFETY: a node downstream is alive as long as this one is not fired.
        unsafe {
            while on.as_ref().phase().has_downstream() {
                on = node::downstream(on);
                links += 1;
            }
        }
        links
    }
}
