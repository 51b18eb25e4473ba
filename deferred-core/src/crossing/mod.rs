//! The one-shot cell under a Deferred that crosses threads, and all of its `unsafe` memory handling.
//!
//! It is the counterpart of [`cell`](crate::cell), with the same owners: [`Sender`], [`Receiver`], [`Handle`]. A
//! pair is one node, which is the source, the place of a stage, and the slot of what comes out. Each side goes
//! its way, and the node's phase says where they meet:
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
//! Beside that, the receiver says once how it ends: `HAS_DOWNSTREAM`, another node takes what comes, or `RECEIVER_DROPPED`,
//! nobody does. Whoever is second, this or the value, sees to it: it delivers, or drops, and gives the memory back.
//!
//! The claim is the right to fire, once it is used. Before that it belongs to the sender and to whoever cancels, and the
//! first that claims has it. A node that waits for another, because it was connected or because its stage gave a Deferred, has
//! no sender any more: whoever delivers the other fires it. What it waits for is [`upstream`].
//!
//! The two sides keep the memory together, as one; each [`Handle`] keeps it too, and so does a sender that a cancel
//! has left behind.

#![allow(unsafe_code)]
#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]

mod atomics;
mod attach;
mod cancel;
mod canceller;
mod detachable_link;
mod flavour;
mod node;
mod phase;
mod run;
mod upstream;
mod view;

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
use phase::Phase;

/// A value that is there, or will be, perhaps by another thread.
pub(crate) type MaybeReady<O> = crate::flavour::MaybeReady<O, AnyThread>;

/// The sender of a node.
pub struct Sender<I: Payload> {
    node: NodePtr,
    _takes: PhantomData<fn(I)>,
}

// SAFETY: of all that can be done with it, firing hands an `I` to whatever thread takes it; and what it runs is
// `Send`, as whoever put it in has promised. The threads agree by the node's atomics.
unsafe impl<I: Payload + Send> Send for Sender<I> {}

/// The receiver of a node.
pub struct Receiver<O: Payload> {
    node: NodePtr,
    _gives: PhantomData<O>,
}

// SAFETY: the `O` that comes out may have been made by another thread, and what is attached runs wherever it is fired: both are `Send`, as
// the bound says and as whoever attaches has promised. The threads agree by the node's atomics.
unsafe impl<O: Payload + Send> Send for Receiver<O> {}

/// Work that was put off because the stack is deep.
pub(crate) enum Parked {
    Deliver(Unfired),
    Tear(Unfired),
    Cancel(Handle),
}

/// The claim of a node, whatever the node takes. Dropped, it abandons the node.
#[must_use]
pub(crate) struct Unfired(NodePtr);

/// A new node, empty, with both its sides.
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

    /// Puts the value in. Everything that waits for it runs before this returns, unless the stack is deep already.
    #[inline(always)]
    pub(crate) fn fire(self, input: I) {
        let mut input = ManuallyDrop::new(input);
        // SAFETY: `input` is not used any more.
        unsafe { self.fire_from((&raw mut input).cast()) }
    }

    /// The same, unless a cancel was first: then it comes back.
    pub(crate) fn try_fire(self, input: I) -> Result<(), I> {
        if !self.shared().claim() {
            return Err(input);
        }
        let mut input = ManuallyDrop::new(input);
        // SAFETY: it was claimed; `input` is not used any more.
        unsafe { self.fire_claimed((&raw mut input).cast()) }
        Ok(())
    }

    /// Fires with the value left where it is, so that it is copied only once.
    ///
    /// # Safety
    ///
    /// The caller hands over an `I` behind the pointer.
    #[inline]
    unsafe fn fire_from(self, input: *mut I) {
        // Even where no cancel has a place: it would take a stage that runs for one that waits.
        let is_first = self.shared().claim();
        // SAFETY: the value is read once.
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
    /// As for [`fire_from`](Self::fire_from). The caller has claimed it, and hands that over.
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

    /// Sets what runs when this is cancelled.
    ///
    /// # Safety
    ///
    /// It is `Send`.
    pub(crate) unsafe fn set_canceller<C: Canceller<I, AnyThread>>(&self, canceller: C) {
        // SAFETY: we are the sender; the rest is the caller's promise.
        unsafe { canceller::set_canceller(self.node, canceller) }
    }

    /// Sets what is cancelled whenever this is. What comes of that is what those fire it with, if anything.
    ///
    /// # Safety
    ///
    /// It is `Send`.
    pub(crate) unsafe fn forward_cancels<G: CancelGroup<AnyThread>>(&self, group: G) {
        // SAFETY: we are the sender; the rest is the caller's promise.
        unsafe { canceller::forward(self.node, group) }
    }

    /// Whether a cancel came first: then nobody waits for what is fired here.
    #[inline]
    pub(crate) fn is_cancelled(&self) -> bool {
        !self.shared().phase().is_unfired()
    }

    /// Where the pair was made. A cancel that has come first may have forgotten it.
    pub(crate) fn made(&self) -> Option<&'static Location<'static>> {
        // SAFETY: the sender keeps the node alive.
        unsafe { cancel::made(self.node) }
    }

    /// Whether anybody would notice if this never fired.
    pub(crate) fn is_awaited(&self) -> bool {
        let phase = self.shared().phase();
        phase.step() != Phase::EMPTY || !phase.is_receiver_dropped()
    }

    /// Forgets the cancels that were noted here and below: they were taken up.
    pub(crate) fn forget_cancels(&self) {
        let shared = self.shared();
        if !shared.is_cancel_pending() {
            return;
        }
        let upstream = shared.lock();
        // SAFETY: we are the sender, and a cancel could fire in its place under the lock only.
        let last = shared.phase().is_unfired().then(|| unsafe { cancel::take_up(self.node) });
        shared.unlock(upstream);
        drop(last);
    }

    /// The sender as one word: the reference that it owns.
    pub(crate) fn into_raw(self) -> NonNull<()> {
        let node = self.node.cast();
        core::mem::forget(self);
        node
    }

    /// The sender again.
    ///
    /// # Safety
    ///
    /// `raw` came out of `into_raw` of a sender that takes an `I`, and is taken back once.
    pub(crate) unsafe fn from_raw(raw: NonNull<()>) -> Self {
        // The reference that `into_raw` did not drop is ours again, of a node that takes an `I`: that is all that a sender is.
        Sender { node: raw.cast(), _takes: PhantomData }
    }

    /// Abandons the node, of which somebody else has given notice.
    pub(crate) fn abandon_silently(self) {
        let node = self.into_node();
        // SAFETY: the sender was ours. What it has is the canceller's now that is running, or the claim, or just the memory.
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
        // SAFETY: we are the sender, unless it was handed over.
        let made = unsafe {
            if cancel::sender_dropped(self.node) {
                return core::mem::forget(sender);
            }
            cancel::made(self.node)
        };
        // What was cancelled may not know any more where it was made.
        let Some(made) = made.filter(|_| !sender.is_cancelled() && sender.is_awaited()) else {
            return sender.abandon_silently();
        };
        if let Some(input) = I::abandoned(made) {
            return sender.fire(input);
        }
        let node = sender.into_node();
        // SAFETY: the sender was ours. What it has is the claim now; or, if a cancel was first, just the memory.
        unsafe {
            if !node.as_ref().claim() {
                return release(node);
            }
        }
        // Torn down when it was reported, or if that panics.
        let _torn = Unfired(node);
        unhandled::abandoned(Site::at(made, Stage::Pending));
    }
}

/// Fires a node that somebody can cancel, or could.
///
/// # Safety
///
/// `node` takes an `I` and is claimed; the caller hands over the claim.
#[cold]
unsafe fn fire_cancellable<I: Payload>(node: NodePtr, input: I) {
    let claimed = Unfired(node);
    // SAFETY: the claim is ours, so the node is alive and nobody puts another canceller in.
    drop(unsafe { canceller::take_canceller(node) });
    core::mem::forget(claimed);
    // SAFETY: the node takes an `I`. The claim is ours, which the guard did not use, and goes over.
    unsafe { run::fire(node, input) }
}

/// Dropped unfired, it abandons the node, and gives notice of that.
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
    /// Leaves it to the outermost level of nesting.
    #[cold]
    fn park(self) {
        trampoline::later(move || self.run());
    }

    /// Carries the work out.
    fn run(self) {
        match self {
            Parked::Deliver(unfired) => {
                let node = unfired.0;
                core::mem::forget(unfired);
                // SAFETY: it is a carrier, so it has a node downstream and what that takes, and it is ours.
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

    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Self> {
        match self.shared().phase().step() {
            // SAFETY: the node is ready, and the right to the value is ours.
            Phase::READY => Ok(unsafe { run::take_out(self.into_node()) }),
            _ => Err(self),
        }
    }

    /// The value, if it is there, without taking it.
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

    /// A handle on it.
    pub(crate) fn handle(&self) -> Handle {
        // SAFETY: the receiver keeps the memory.
        unsafe { Handle::to(self.node) }
    }
}

impl<O: Payload> Drop for Receiver<O> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the right to the value is ours; of a settled node nobody else has one.
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
    /// How many nodes wait for this one, one behind the other.
    fn links_below(&self) -> usize {
        let (mut on, mut links) = (self.node, 0);
        // SAFETY: what waits is alive as long as this is not fired.
        unsafe {
            while on.as_ref().phase().has_downstream() {
                on = node::downstream(on);
                links += 1;
            }
        }
        links
    }
}
