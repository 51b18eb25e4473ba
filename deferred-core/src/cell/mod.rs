//! The one-shot cell under a Deferred that stays on its thread: a node in memory with a sender and a receiver.
//!
//! A pair is one [`node`](node::Node), which is the source that is fired, the place of the callbacks, and the slot
//! of their result: a pair and the chain on it are one allocation. Three types own a node, all with a safe
//! interface:
//!
//! - [`Sender`]: the right to fire the node, once.
//! - [`Receiver`]: the right to take the result, once.
//! - [`Parked`]: work that was put off.
//!
//! Two more keep the memory only: a [`Handle`] can cancel, a [`Link`] can be cut.

#![allow(unsafe_code)]

mod attach;
mod buffer;
mod cancel;
mod chain;
mod flavour;
mod node;
mod run;
mod state;
mod torn;

#[cfg(all(test, not(loom)))]
mod tests;

pub use attach::Link;
pub use cancel::Handle;

use crate::error::unhandled;
use crate::flavour::MaybeReady;
use crate::flavour::{CancelGroup, Canceller, Payload};
use crate::runtime::trampoline;
use crate::{Site, Stage};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;
use core::ptr::NonNull;
use node::{Flags, Node, NodePtr, State};
use run::{Word, Words};
pub(crate) use torn::Torn;

/// The sender of a node: owns one of its references.
pub struct Sender<I: Payload> {
    node: NodePtr,
    _takes: PhantomData<fn(I)>,
}

/// The receiver of a node: owns one of its references.
pub struct Receiver<O: Payload> {
    node: NodePtr,
    _gives: PhantomData<O>,
}

/// Work that was put off because the stack was deep.
pub(crate) enum Parked {
    Deliver(Carrier),
    Tear(Torn),
    Cancel(Handle),
}

/// The sender's reference of a node that is ready and has a node downstream. Its drop abandons the node downstream.
pub(crate) struct Carrier(NodePtr);

/// The sender's reference of a node that was not fired, or is `Running` and empty. Its drop abandons the node.
#[must_use]
struct Unfired(NodePtr);

/// Makes an empty node, and returns its two sides.
#[inline]
pub(crate) fn pair<O: Payload>(made: &'static Location<'static>) -> (Sender<O>, Receiver<O>) {
    let node = Node::empty::<O>(made);
    (Sender { node, _takes: PhantomData }, Receiver::of(node))
}

impl<I: Payload> Sender<I> {
    /// Fires the node. All callbacks that wait run before `fire` returns, unless the stack is deep already.
    #[inline(always)]
    pub(crate) fn fire(self, input: I) {
        let mut input = ManuallyDrop::new(input);
        let words = Words::of(&mut input);
        let node = self.node;
        // SAFETY: `node` takes an `I`; the input is taken once, and we own the node's sender's reference, which we
        // hand on.
        unsafe {
            if node.as_ref().has(Flags::BEFORE_FIRING) {
                return self.fire_cancellable(words.0, words.1, words.2);
            }
            core::mem::forget(self);
            run::fire_soon::<I>(node, words);
        }
    }

    /// Fires the node, or gives the input back if a cancel came first.
    #[inline]
    pub(crate) fn try_fire(self, input: I) -> Result<(), I> {
        if self.is_cancelled() {
            return Err(input);
        }
        self.fire(input);
        Ok(())
    }

    /// [`fire`](Self::fire) for a node that can be cancelled, or was. The input is passed as three words, since it
    /// would not fit into two registers as one value.
    ///
    /// # Safety
    ///
    /// The words are those of an `I`, which is taken once, here.
    #[cold]
    unsafe fn fire_cancellable(self, first: Word, second: Word, third: Word) {
        // SAFETY: the input is taken here, once; an input that is passed by address lives until this function
        // returns, since the caller keeps it.
        let input = unsafe { Words(first, second, third).take::<I>() };
        if self.is_cancelled() {
            drop(self);
            return input.come_too_late();
        }
        // SAFETY: we own the sender's reference of a node that was not fired.
        unsafe {
            let claimed = Claimed::of(self.node);
            core::mem::forget(self);
            // The drop of the canceller may cancel, attach or drop; the result is fired before that.
            drop(cancel::Unused::of(claimed.node));
            let mut input = ManuallyDrop::new(input);
            run::fire_soon::<I>(claimed.into_unfired(), Words::of(&mut input));
        }
    }

    /// Sets the canceller, which runs when this node is cancelled.
    pub(crate) fn set_canceller<C: Canceller<I>>(&self, canceller: C) {
        // SAFETY: the node takes an `I`, and we own its sender's reference.
        drop(unsafe { cancel::set_canceller::<I, C>(self.node, canceller) });
    }

    /// Sets a group that is asked whenever this node is cancelled. The group's members decide whether and with what
    /// the node is fired.
    pub(crate) fn forward_cancels<G: CancelGroup>(&self, group: G) {
        // SAFETY: we own the sender's reference.
        drop(unsafe { cancel::forward(self.node, group) });
    }

    /// Whether a cancel came first, so that nobody waits for the result.
    #[inline]
    pub(crate) fn is_cancelled(&self) -> bool {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.has(Flags::CANCELLED)
    }

    /// Whether anybody would notice a node that is never fired.
    pub(crate) fn is_awaited(&self) -> bool {
        // SAFETY: we own a reference.
        let node = unsafe { self.node.as_ref() };
        node.state.get() != State::Empty || node.is_shared() || node.has_downstream()
    }

    /// Where the pair was made.
    pub(crate) fn made(&self) -> &'static Location<'static> {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.made
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
        // The reference that `into_raw` did not drop is ours again, of a node that takes an `I`: a sender
        // is no more than that.
        Sender { node: raw.cast(), _takes: PhantomData }
    }

    /// Abandons the node without a report: whoever calls has given notice.
    pub(crate) fn abandon_silently(self) {
        drop(self.torn());
    }

    /// The node to tear down; none if a cancel has fired the node, or if its canceller is running and will decide
    /// the result.
    fn torn(self) -> Option<Torn> {
        let node = self.node;
        core::mem::forget(self);
        // SAFETY: the sender's reference was ours, and is handed on. Unless a cancel was first, the node was not fired.
        unsafe {
            if node.as_ref().has(Flags::BEFORE_DROPPING) {
                cancel::drop_firing(node);
                return None;
            }
            Some(Torn::of(node))
        }
    }

    #[cold]
    fn abandon(&mut self) {
        let sender = Sender::<I> { node: self.node, _takes: PhantomData };
        // SAFETY: we own a reference.
        let is_ended = unsafe { self.node.as_ref() }.has(Flags::BEFORE_DROPPING);
        if is_ended || !sender.is_awaited() {
            sender.abandon_silently();
        } else if let Some(input) = I::abandoned(sender.made()) {
            sender.fire(input);
        } else {
            let site = Site::at(sender.made(), Stage::Pending);
            // Torn down after the report, even if the report panics.
            let _torn = sender.torn();
            unhandled::abandoned(site);
        }
    }
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
        // SAFETY: the reference keeps the node alive; a node that stands on the stack has no references, and is
        // alive while it runs.
        if unsafe { self.0.as_ref() }.stands() {
            return;
        }
        // SAFETY: we own the sender's reference of a node that was not fired, or is running and empty; it goes over.
        drop(unsafe { Torn::of(self.0) });
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        // SAFETY: we own the sender's reference of a node that is ready. Only the node downstream could take its
        // value, since the node's receiver was used up when it was linked.
        drop(unsafe { Torn::of(self.0) });
    }
}

/// A node that is being fired: `Running`, with its former content still in its buffer. Its drop abandons the node.
struct Claimed {
    node: NodePtr,
    /// The state before: `Empty` or `Chained`.
    was: State,
}

impl Claimed {
    /// # Safety
    ///
    /// `node` was not fired. The caller owns its sender's reference, which goes over.
    unsafe fn of(node: NodePtr) -> Self {
        // SAFETY: the reference keeps the node alive.
        let was = unsafe { node.as_ref() }.state.replace(State::Running);
        Claimed { node, was }
    }

    /// Returns the node to its former state, with its sender's reference.
    fn into_unfired(self) -> NodePtr {
        // SAFETY: the reference keeps the node alive. The buffer and the vtable of a `Running` node belong to
        // whoever fires it, so they still fit the former state.
        unsafe { self.node.as_ref() }.state.set(self.was);
        let node = self.node;
        core::mem::forget(self);
        node
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        // SAFETY: the sender's reference is ours, and keeps the node. The buffer and the vtable of a `Running` node
        // belong to whoever fires it, so they still fit the former state, which is that of a node that was not
        // fired.
        unsafe {
            self.node.as_ref().state.set(self.was);
            drop(Unfired(self.node));
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
            Parked::Deliver(carrier) => {
                let node = carrier.0;
                core::mem::forget(carrier);
                // SAFETY: a carrier is ready and has a node downstream, and its sender's reference is ours.
                unsafe { run::deliver_all(Some(node)) }
            }
            Parked::Tear(torn) => torn.tear(),
            Parked::Cancel(handle) => handle.cancel(),
        }
    }
}

impl<O: Payload> Receiver<O> {
    #[inline]
    fn of(node: NodePtr) -> Self {
        Receiver { node, _gives: PhantomData }
    }

    /// The node, with the receiver's reference.
    #[inline]
    fn into_node(self) -> NodePtr {
        let node = self.node;
        core::mem::forget(self);
        node
    }

    #[inline]
    fn state(&self) -> State {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.state.get()
    }

    /// Takes the value, or gives the receiver back if there is none yet.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Self> {
        match self.state() {
            // SAFETY: a ready node holds an `O`, and only its receiver takes that.
            State::Ready => Ok(unsafe { run::take_out(self) }),
            _ => Err(self),
        }
    }

    /// Forwards the result to `to`, without a link in between. A cancel of `to` goes on to this node.
    pub(crate) fn connect(self, to: Sender<O>) {
        if to.is_cancelled() {
            self.handle().cancel();
        }
        match self.take() {
            Ok(value) => to.fire(value),
            // The node would wait for itself, so its result will never come. SAFETY: we own a reference of each.
            Err(receiver) if unsafe { run::waits_for(receiver.node, to.node) } => drop(to),
            Err(receiver) if receiver.is_abandoned() => to.abandon_silently(),
            Err(receiver) if to.is_cancelled() => drop(receiver.attach(to, |to, late| {
                to.fire(late);
                MaybeReady::Ready(())
            })),
            Err(receiver) => {
                let node = to.node;
                core::mem::forget(to);
                // SAFETY: the receiver's node was just seen not to be settled, and no foreign code has run since;
                // the sender's reference of `to` is ours to hand on.
                drop(unsafe { run::connect(receiver, node) });
            }
        }
    }

    /// A handle on the node.
    pub(crate) fn handle(&self) -> Handle {
        // SAFETY: we own a reference.
        unsafe { Handle::to(self.node) }
    }

    /// Whether the value will never come.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.state() == State::Abandoned
    }

    /// Notes that the stage at `site` is about to be attached.
    #[inline]
    pub(crate) fn note_waiting(&self, site: Site) {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.note_waiting(site);
    }

    /// Notes that the callback of the stage at `site` returned this Deferred.
    #[inline]
    pub(crate) fn note_given(&self, site: Site) {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.note_given(site);
    }

    /// Borrows the value, if it is ready.
    pub(crate) fn peek(&self) -> Option<&O> {
        match self.state() {
            // SAFETY: a ready node holds an `O`, and only this receiver, which is borrowed, can take it out.
            State::Ready => Some(unsafe { buffer::peek(self.node) }),
            _ => None,
        }
    }

    /// Attaches `step`, which takes the result; if that is ready in the meantime, the step runs at once.
    #[inline]
    pub(crate) fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        attach::attach(self, captured, step)
    }

    /// Attaches the rest of another chain, in a node of its own where handles on this node must not reach it.
    #[inline]
    pub(crate) fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        chain::chain_other(self, captured, step)
    }

    /// A receiver whose `value` is delivered when the stack is free again.
    pub(crate) fn later(value: O) -> Self {
        run::later(value)
    }
}

impl<O: Payload> Drop for Receiver<O> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: we own the receiver's reference, and with it the right to the value.
        unsafe {
            let shared = self.node.as_ref();
            if shared.is_shared() {
                shared.add(Flags::RECEIVER_DROPPED);
                if shared.state.get() == State::Ready {
                    return leave_ready(self.node);
                }
            }
            node::release(self.node);
        }
    }
}

/// Drops the value of a ready node with its receiver.
///
/// # Safety
///
/// `node` is ready. The caller owns the receiver's reference, which goes over.
#[cold]
unsafe fn leave_ready(node: NodePtr) {
    // SAFETY: the receiver's reference is ours, and with it the right to the value.
    drop(unsafe { torn::Content::of(node) });
}
