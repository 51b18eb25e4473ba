//! Cancelling on one thread: walks up to the innermost node that is waited for, and runs its canceller, or fires
//! the node with `Cancelled`.
//!
//! | what stands there | what happens |
//! | --- | --- |
//! | a pair that was not fired | its canceller runs; if that does not fire it, it is fired with `Cancelled` |
//! | the same, where there is no place for that, or behind a shield | the request is noted on the way down |
//! | a pair that is fired by others, as a list is | each of them is cancelled, every time |
//! | the same while that is done | the request is noted on the way down |
//! | a callback that is running, or a value that is queued | the request is noted on the way down |
//! | what has its result | nothing |
//!
//! A noted request is taken up, once, when a node that carries the note waits again.

use super::Parked;
use super::Unfired;
use super::buffer::{discards, get, peek};
use super::node::{Flags, Node, NodePtr, State, add_handle, release, release_handle};
use super::run;
use super::run::{Next, VTable};
use super::run::{Word, Words};
use crate::flavour::{CancelGroup, Canceller, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy;
use crate::runtime::cancel_reentrancy::{Step, Walks, WhenAsked};
use crate::runtime::trampoline;
use crate::runtime::unwind::Panicked;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

/// A weak end of a node: a handle can cancel what the node waits for, and keeps the node's memory only.
pub struct Handle {
    node: NodePtr,
}

impl Handle {
    /// # Safety
    ///
    /// `node` is alive.
    pub(super) unsafe fn to(node: NodePtr) -> Self {
        // SAFETY: the caller says that the node is alive: somebody has a reference, or a handle.
        unsafe { add_handle(node) };
        Handle { node }
    }

    /// The node whose memory the handle keeps.
    pub(super) fn node(&self) -> NodePtr {
        self.node
    }

    /// Cancels what the node waits for.
    pub(crate) fn cancel(&self) {
        cancel_reentrancy::cancel(self);
    }
}

impl Walks for Handle {
    fn cancel_once(&self, steps: &mut Vec<Step<Self>>) {
        // SAFETY: the handle keeps the node's memory.
        unsafe { cancel(self.node, steps) }
    }

    fn end_asking(&self) {
        // SAFETY: the handle keeps the memory. A source that was not fired is alive, and owns its canceller.
        if let Some(group) = unsafe { group(self.node) } {
            // SAFETY: the source was not fired, so it owns the group; nothing runs in between.
            unsafe { group.as_ref() }.remove(Flags::CANCELLING);
        }
    }

    fn note_pending_cancel(&self, source: &Self) -> bool {
        // SAFETY: the handles keep the memory of both nodes; a node that another waits for is alive.
        unsafe {
            let is_there = innermost(self.node) == source.node && group(source.node).is_some();
            if is_there {
                note_pending_cancel(source.node, self.node);
            }
            is_there
        }
    }
}

impl Clone for Handle {
    fn clone(&self) -> Self {
        // SAFETY: the handle keeps the node's memory.
        unsafe { Handle::to(self.node) }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: the handle is ours, and is given back once, by its drop.
        unsafe { release_handle(self.node) }
    }
}

/// The vtable of a canceller node: its buffer holds a `C`. Firing it with the node that it belongs to, which takes
/// an `I`, runs the canceller.
struct Cancelling<C, I>(PhantomData<(C, I)>);

impl<I: Payload, C: Canceller<I>> Cancelling<C, I> {
    const VTABLE: &'static VTable = &VTable {
        fire: Self::fire,
        deliver: never_waited_for,
        discard: discards::<C>(),
        cancel: never_cancelled,
        members: Self::members,
        ask: run::nobody_asked,
    };

    unsafe fn fire(node: NodePtr, source: Word, _: Word, _: Word) -> Next {
        // SAFETY: the caller hands over the canceller node, which holds a `C`; the node's memory is given back
        // before the canceller runs.
        let canceller = unsafe {
            node.as_ref().state.set(State::Spent);
            let canceller = get::<C>(node);
            release(node);
            canceller
        };
        if let Some(input) = canceller.cancel() {
            // SAFETY: the caller keeps the memory of the source; a source that was not fired is alive.
            unsafe {
                let source = NodePtr::new_unchecked(source.assume_init().cast());
                if source.as_ref().is_unfired() {
                    fire_in_place(source, input);
                } else {
                    input.come_too_late();
                }
            }
        }
        None
    }

    unsafe fn members(node: NodePtr, visit: VisitHandles<'_>) {
        // SAFETY: the canceller did not run, so the buffer holds a `C`, which is not taken while it is borrowed.
        unsafe { peek::<C>(node) }.members(visit);
    }
}

unsafe fn never_waited_for(_: NodePtr) -> Next {
    unreachable!("nothing waits for a canceller")
}

unsafe fn never_fired(_: NodePtr, _: Word, _: Word, _: Word) -> Next {
    unreachable!("a group is asked, not fired")
}

unsafe fn never_cancelled(_: NodePtr) -> bool {
    unreachable!("a canceller is asked, not cancelled")
}

/// The vtable of a group's canceller node, which stays after a cancel: its buffer holds a `G`.
struct Forwarding<G>(PhantomData<G>);

impl<G: CancelGroup> Forwarding<G> {
    const VTABLE: &'static VTable = &VTable {
        fire: never_fired,
        deliver: never_waited_for,
        discard: discards::<G>(),
        cancel: never_cancelled,
        members: Self::members,
        ask: Self::ask,
    };

    unsafe fn ask(node: NodePtr, visit: VisitHandles<'_>) -> Option<WhenAsked> {
        // SAFETY: the caller's node owns the canceller, so the buffer holds a `G`. Asking the group may free it, so
        // a copy is asked.
        let group = unsafe { peek::<G>(node).clone() };
        group.ask(visit)
    }

    unsafe fn members(node: NodePtr, visit: VisitHandles<'_>) {
        // SAFETY: the caller's node owns the canceller, so the buffer holds a `G`. Listing the members runs no user
        // code, so nothing frees the group meanwhile.
        unsafe { peek::<G>(node) }.each(visit);
    }
}

/// Gives `node` a canceller that stays after a cancel.
///
/// # Safety
///
/// As for [`set_canceller`].
#[must_use]
pub(super) unsafe fn forward<G: CancelGroup>(node: NodePtr, group: G) -> Option<Unused> {
    // SAFETY: the node is alive. The vtable is that of a `G`; the canceller node's one reference goes over.
    unsafe {
        let made = node.as_ref().made;
        let canceller = Node::holding(group, Forwarding::<G>::VTABLE, State::Chained, 1, made);
        set(node, Unused(canceller), Flags::FORWARDS)
    }
}

/// Gives `node` a canceller. Returns the canceller that will not run: the one before; or this one, if the node has
/// been fired.
///
/// # Safety
///
/// `node` takes an `I`; the caller owns its sender's reference.
#[must_use]
pub(super) unsafe fn set_canceller<I: Payload, C: Canceller<I>>(
    node: NodePtr,
    canceller: C,
) -> Option<Unused> {
    // SAFETY: the node is alive. The vtable is that of a `C` for a node that takes an `I`; the canceller node's one
    // reference goes over.
    unsafe {
        let made = node.as_ref().made;
        let canceller = Node::holding(canceller, Cancelling::<C, I>::VTABLE, State::Chained, 1, made);
        set(node, Unused(canceller), if C::SHIELDS { Flags::SHIELDED } else { Flags::NONE })
    }
}

/// # Safety
///
/// `node` is alive; the canceller fits the node's input.
#[must_use]
unsafe fn set(node: NodePtr, canceller: Unused, flags: Flags) -> Option<Unused> {
    // SAFETY: the node is alive.
    unsafe {
        if !node.as_ref().is_unfired() {
            return Some(canceller);
        }
        let before = Unused::of(node);
        node.as_ref().set_canceller(canceller.into_node(), flags);
        before
    }
}

/// A canceller that will not run, since nobody can ask for it any more. Its drop drops what the canceller holds.
#[must_use]
pub(super) struct Unused(NodePtr);

impl Unused {
    /// Takes the canceller of `node`, if it has one.
    ///
    /// # Safety
    ///
    /// `node` is alive.
    #[inline]
    #[must_use]
    pub(super) unsafe fn of(node: NodePtr) -> Option<Self> {
        // SAFETY: the caller keeps the node alive.
        unsafe { node.as_ref() }.take_canceller().map(Unused)
    }

    fn into_node(self) -> NodePtr {
        let node = self.0;
        core::mem::forget(self);
        node
    }
}

impl Drop for Unused {
    fn drop(&mut self) {
        // SAFETY: the canceller node has one reference, which its owner handed over with it.
        unsafe { release(self.0) }
    }
}

/// Cancels what `node` waits for. Members of a group that are to be cancelled instead are pushed on `steps`.
///
/// # Safety
///
/// The memory of `node` is kept while this runs.
unsafe fn cancel(node: NodePtr, steps: &mut Vec<Step<Handle>>) {
    // SAFETY: the upstream node owns the sender's reference of the node that waits for it until it is fired or torn
    // down, and unlinks the two then; so the nodes on the way are alive, as long as no foreign code runs.
    unsafe {
        let source = innermost(node);
        let shared = source.as_ref();
        if !shared.is_unfired() {
            if shared.has_downstream() || shared.state.get() == State::Running {
                note_pending_cancel(source, node);
            }
        } else if shared.has(Flags::SHIELDED) {
            note_pending_cancel(source, node);
        } else if let Some(group) = group(source) {
            if group.as_ref().has(Flags::CANCELLING) {
                return note_pending_cancel(source, node);
            }
            let (node, source) = (Handle::to(node), Handle::to(source));
            group.as_ref().add(Flags::CANCELLING);
            cancel_reentrancy::ask_each(steps, node, source, |visit| {
                (group.as_ref().vtable.get().ask)(group, visit)
            });
        } else if !shared.has(Flags::CANCELLING) {
            end(source, node);
        }
    }
}

/// The group that fires `source`, unless it has gone.
///
/// # Safety
///
/// The memory of `source` is kept.
unsafe fn group(source: NodePtr) -> Option<NodePtr> {
    // SAFETY: the caller keeps the memory.
    let source = unsafe { source.as_ref() };
    source.canceller().filter(|_| source.has(Flags::FORWARDS))
}

/// The innermost node that `node` waits for: `node` itself if it waits for none.
///
/// # Safety
///
/// The memory of `node` is kept.
pub(super) unsafe fn innermost(node: NodePtr) -> NodePtr {
    let mut innermost = node;
    // SAFETY: a node that another waits for is alive.
    while let Some(upstream) = unsafe { innermost.as_ref() }.waits_for() {
        innermost = upstream;
    }
    innermost
}

/// Releases the sender of a `node` that a cancel has fired, or is about to fire.
///
/// # Safety
///
/// The caller hands over the sender's reference.
#[cold]
pub(super) unsafe fn drop_firing(node: NodePtr) {
    // SAFETY: the sender's reference is ours; a cancel that has fired the node used another one.
    unsafe {
        if node.as_ref().has(Flags::CANCELLED) {
            release(node);
        } else {
            node.as_ref().add(Flags::SENDER_DROPPED);
        }
    }
}

/// Ends `source`, which was not fired, by its canceller if it has one.
///
/// # Safety
///
/// Both are alive, and `node` waits for `source`, directly or by way of others.
unsafe fn end(source: NodePtr, node: NodePtr) {
    // SAFETY: the canceller is taken out before it runs, and with it the node's ownership. After that the handle
    // keeps the memory of the source; a source that was not fired has the reference of its sender, so it is alive.
    unsafe {
        let shared = source.as_ref();
        if shared.canceller().is_none() {
            if !(shared.vtable.get().cancel)(source) {
                note_pending_cancel(source, node);
            }
            return;
        }
        // A canceller may cancel in turn, so it counts as a level of nesting.
        let Some(_level) = trampoline::enter() else {
            return Parked::Cancel(Handle::to(node)).park();
        };
        let asked = Handle::to(source);
        let shared = asked.node.as_ref();
        let Some(canceller) = shared.take_canceller() else { return };
        shared.add(Flags::CANCELLING);
        let mut panicked = Panicked::default();
        panicked.run(|| run::fire(canceller, Words::at(source.as_ptr().cast())));
        shared.remove(Flags::CANCELLING);
        if shared.is_unfired() {
            // A canceller that panics must not leave the cancelled node waiting.
            panicked.run(|| {
                let is_fired = (shared.vtable.get().cancel)(source);
                if !is_fired && shared.has(Flags::SENDER_DROPPED) {
                    drop(Unfired(source));
                }
            });
        }
        panicked.resume();
    }
}

/// Fires `node` with the result of a cancelled pair, if its type has one; says whether it did.
///
/// # Safety
///
/// `node` is alive, takes an `I`, and was not fired.
pub(super) unsafe fn fire_cancelled<I: Payload>(node: NodePtr) -> bool {
    // SAFETY: the node is alive. The node takes an `I`, since its vtable is the one that names this function, and
    // was not fired; making an `I` changes neither.
    unsafe {
        let Some(input) = I::cancelled(node.as_ref().made) else { return false };
        fire_in_place(node, input);
    }
    true
}

/// Fires `node` in place of its sender.
///
/// # Safety
///
/// `node` is alive, takes an `I`, and was not fired.
unsafe fn fire_in_place<I: Payload>(node: NodePtr, input: I) {
    // SAFETY: firing uses up a sender's reference: that of a sender that has gone, or an additional one; the node's
    // own sender sees the flag.
    unsafe {
        let shared = node.as_ref();
        shared.add(Flags::CANCELLED);
        if !shared.has(Flags::SENDER_DROPPED) {
            shared.share();
        }
        let mut input = ManuallyDrop::new(input);
        run::fire_soon::<I>(node, Words::of(&mut input));
    }
}

/// Notes on all nodes from `source` down to `node` that a cancel waits for the next node that they wait for.
///
/// # Safety
///
/// As for [`end`].
unsafe fn note_pending_cancel(source: NodePtr, node: NodePtr) {
    let mut on = source;
    loop {
        // SAFETY: the caller keeps `node` alive, and the node downstream of one that is alive is alive.
        let shared = unsafe { on.as_ref() };
        shared.add(Flags::CANCEL_PENDING);
        match shared.downstream() {
            Some(downstream) if on != node => on = downstream,
            _ => return,
        }
    }
}

/// A noted cancel of a node that waits again. Its drop cancels that node.
#[must_use]
pub(super) struct Noted(Handle);

impl Noted {
    /// Takes the noted cancel of `node`, if there is one, and clears the note.
    ///
    /// # Safety
    ///
    /// `node` is alive.
    #[inline]
    #[must_use]
    pub(super) unsafe fn of(node: NodePtr) -> Option<Self> {
        // SAFETY: the caller keeps the node alive.
        unsafe { node.as_ref().has(Flags::CANCEL_PENDING).then(|| Self::take_up(node)) }
    }

    #[cold]
    unsafe fn take_up(node: NodePtr) -> Self {
        // SAFETY: the caller keeps the node alive, and the node downstream of one that is alive is alive.
        unsafe {
            let mut last = node;
            node.as_ref().remove(Flags::CANCEL_PENDING);
            while let Some(downstream) = last.as_ref().downstream()
                && downstream.as_ref().has(Flags::CANCEL_PENDING)
            {
                downstream.as_ref().remove(Flags::CANCEL_PENDING);
                last = downstream;
            }
            Noted(Handle::to(last))
        }
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
