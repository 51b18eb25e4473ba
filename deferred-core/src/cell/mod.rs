//! The one-shot cell under every pending Deferred of one thread, and its `unsafe` memory handling.
//!
//! A pair is one [`node`](node::Node). The node is the source that is fired,
//! the place where the callbacks wait, and the slot for what comes out, so a
//! pair and the chain on it are one allocation. From outside there are three
//! owners, all safe:
//!
//! - [`Sender`]: the right to put a value in, once.
//! - [`Receiver`]: the right to what comes out, once.
//! - [`Parked`]: work that was put off.
//!
//! Two more own nothing but the memory: a [`Handle`] can cancel, a [`Link`](link::Link) can be cut.

#![allow(unsafe_code)]

mod attach;
mod cancel;
mod flavour;
mod link;
mod node;
mod run;
mod state;
mod torn;
mod view;
mod words;

#[cfg(all(test, not(loom)))]
mod tests;

pub use cancel::Handle;
pub use link::Link;

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
pub(crate) use torn::Torn;
use words::{Word, Words};

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

/// Work that was put off because the stack is deep.
pub(crate) enum Parked {
    Deliver(Carrier),
    Tear(Torn),
    Cancel(Handle),
}

/// A node that is ready and has a node downstream, with its sender's reference. Dropped, it abandons what waits.
pub(crate) struct Carrier(NodePtr);

/// The sender's reference of a node that was not fired, or is `Running` and empty. Dropped, it abandons the node.
#[must_use]
struct Unfired(NodePtr);

/// A new node, empty, with both its sides.
#[inline]
pub(crate) fn pair<O: Payload>(made: &'static Location<'static>) -> (Sender<O>, Receiver<O>) {
    let node = Node::empty::<O>(made);
    (Sender { node, _takes: PhantomData }, Receiver::of(node))
}

impl<I: Payload> Sender<I> {
    /// Puts the value in. Everything that waits for it runs before this returns, unless the stack is deep already.
    #[inline(always)]
    pub(crate) fn fire(self, input: I) {
        let mut input = ManuallyDrop::new(input);
        let words = Words::of(&mut input);
        let node = self.node;
        // SAFETY: `node` takes an `I`, which is taken once, and we own its sender's reference, which we hand on.
        unsafe {
            if node.as_ref().has(Flags::BEFORE_FIRING) {
                return self.fire_cancellable(words.0, words.1, words.2);
            }
            core::mem::forget(self);
            run::fire_soon::<I>(node, words);
        }
    }

    /// The same, unless a cancel was first: then it comes back.
    #[inline]
    pub(crate) fn try_fire(self, input: I) -> Result<(), I> {
        if self.is_cancelled() {
            return Err(input);
        }
        self.fire(input);
        Ok(())
    }

    /// The same where somebody can cancel, or has. It takes word by word what would not fit into two registers as one.
    ///
    /// # Safety
    ///
    /// The words are those of an `I`, which is taken once, here.
    #[cold]
    unsafe fn fire_cancellable(self, first: Word, second: Word, third: Word) {
        // SAFETY: it is taken here, and what lies elsewhere is there until this returns, since the caller keeps it.
        let input = unsafe { Words(first, second, third).take::<I>() };
        if self.is_cancelled() {
            drop(self);
            return input.come_too_late();
        }
        // SAFETY: we own the sender's reference of a node that was not fired.
        unsafe {
            let claimed = Claimed::of(self.node);
            core::mem::forget(self);
            // What the canceller holds may cancel, attach or drop: what is fired comes first.
            drop(cancel::Unused::of(claimed.node));
            let mut input = ManuallyDrop::new(input);
            run::fire_soon::<I>(claimed.into_unfired(), Words::of(&mut input));
        }
    }

    /// Sets what runs when this is cancelled.
    pub(crate) fn set_canceller<C: Canceller<I>>(&self, canceller: C) {
        // SAFETY: the node takes an `I`, and we own its sender's reference.
        drop(unsafe { cancel::set_canceller::<I, C>(self.node, canceller) });
    }

    /// Sets what is cancelled whenever this is. What comes of that is what those fire it with, if anything.
    pub(crate) fn forward_cancels<G: CancelGroup>(&self, group: G) {
        // SAFETY: we own the sender's reference.
        drop(unsafe { cancel::forward(self.node, group) });
    }

    /// Whether a cancel came first: then nobody waits for what is fired here.
    #[inline]
    pub(crate) fn is_cancelled(&self) -> bool {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.has(Flags::CANCELLED)
    }

    /// Whether anybody would notice if this never fired.
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
        drop(self.torn());
    }

    /// What is to be torn down, unless a cancel has fired the node, or its canceller is running, which decides then what comes.
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
            // Torn down when it was reported, or if that panics.
            let _torn = sender.torn();
            unhandled::abandoned(site);
        }
    }
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
        // SAFETY: the reference keeps the node alive; one that stands has none, and is alive while it runs.
        if unsafe { self.0.as_ref() }.stands() {
            return;
        }
        // SAFETY: we own the sender's reference of a node that was not fired, or is running and empty; it goes over.
        drop(unsafe { Torn::of(self.0) });
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        // SAFETY: we own the sender's reference of a node that is ready, whose value only the node downstream can take: its receiver was used
        // up when it got that.
        drop(unsafe { Torn::of(self.0) });
    }
}

/// A node that is being fired: `Running`, with what it held before still in its buffer. Dropped, it is abandoned.
struct Claimed {
    node: NodePtr,
    /// `Empty` or `Chained`.
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

    /// The node as it was, with its sender's reference.
    fn into_unfired(self) -> NodePtr {
        // SAFETY: the reference keeps the node alive. While a node is `Running` its buffer and its vtable are those of who
        // fires it, so they still fit the state that it had.
        unsafe { self.node.as_ref() }.state.set(self.was);
        let node = self.node;
        core::mem::forget(self);
        node
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        // SAFETY: the sender's reference is ours, and keeps the node. While a node is `Running` its buffer and its vtable are those of who fires it, so
        // they still fit the state that it had, which is that of a node that was not fired.
        unsafe {
            self.node.as_ref().state.set(self.was);
            drop(Unfired(self.node));
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

    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Self> {
        match self.state() {
            // SAFETY: a ready node has an `O`, and we are the only one to take it.
            State::Ready => Ok(unsafe { run::take_out(self) }),
            _ => Err(self),
        }
    }

    /// Sends what will come out to `to`, without a link in between. A cancel of `to` goes on to what is sent.
    pub(crate) fn connect(self, to: Sender<O>) {
        if to.is_cancelled() {
            self.handle().cancel();
        }
        match self.take() {
            Ok(value) => to.fire(value),
            // What it waits for is itself: it will never come.
            // SAFETY: we own a reference of each.
            Err(receiver) if unsafe { run::waits_for(receiver.node, to.node) } => drop(to),
            Err(receiver) if receiver.is_abandoned() => to.abandon_silently(),
            Err(receiver) if to.is_cancelled() => drop(receiver.attach(to, |to, late| {
                to.fire(late);
                MaybeReady::Ready(())
            })),
            Err(receiver) => {
                let node = to.node;
                core::mem::forget(to);
                // SAFETY: just checked, and no foreign code has run since; `to`'s sender's reference is ours to hand on.
                drop(unsafe { run::connect(receiver, node) });
            }
        }
    }

    /// A handle on it.
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

    /// Notes that the callback of the stage at `site` gave it.
    #[inline]
    pub(crate) fn note_given(&self, site: Site) {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.note_given(site);
    }

    /// The value, if it is there, without taking it.
    pub(crate) fn peek(&self) -> Option<&O> {
        match self.state() {
            // SAFETY: a ready node holds an `O`, and only this receiver, which is borrowed, can take it out.
            State::Ready => Some(unsafe { node::peek(self.node) }),
            _ => None,
        }
    }

    /// Puts `step` behind what is there: it takes what would have come out. If that has come meanwhile, it runs here and now.
    #[inline]
    pub(crate) fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        attach::attach(self, captured, step)
    }

    /// The same for all that comes after a stage of somebody else's chain, which handles on this one must not reach.
    #[inline]
    pub(crate) fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        // SAFETY: we own a reference.
        let apart = unsafe { self.node.as_ref() }.has_handles();
        attach::attach_chain(self, apart, captured, step)
    }

    /// Puts a chain behind what is there, which nothing waits for yet.
    #[inline(always)]
    pub(crate) fn attach_chain<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        attach::attach_chain(self, false, captured, step)
    }

    /// The receiver of a pair that gets `value` when the stack is free again.
    pub(crate) fn later(value: O) -> Self {
        run::later(value)
    }
}

impl<O: Payload> Drop for Receiver<O> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: we own a reference, the one that takes.
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

/// Drops the value of a node whose receiver is dropped.
///
/// # Safety
///
/// `node` is ready. The caller owns the receiver's reference, which goes over.
#[cold]
unsafe fn leave_ready(node: NodePtr) {
    // SAFETY: the receiver's reference is ours, and with it the right to what is there.
    drop(unsafe { torn::Content::of(node) });
}
