//! What a cancel does: it goes up to the innermost node that is waited for, and fires it.
//!
//! | what stands there | what happens |
//! | --- | --- |
//! | a pair that was not fired | its canceller runs; if that does not fire it, it comes to what a cancelled one comes to |
//! | the same, where there is no place for that, or behind a shield | the request is noted on the way down |
//! | a pair that is fired by others, as a list is | each of them is cancelled, every time |
//! | the same while that is done | the request is noted on the way down |
//! | a callback that is running, or a value that is queued | the request is noted on the way down |
//! | what has its result | nothing |
//!
//! A noted request is taken up, once, when a node that has it waits again.

use super::Unfired;
use super::node::{Flags, Node, NodePtr, State, get, hold, let_go, peek, release};
use super::run;
use super::run::{Next, Table};
use super::words::{Word, Words};
use crate::flavour::{CancelGroup, Canceller, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy;
use crate::runtime::unwind;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;

/// A weak end of a node: it can ask what the node waits for to end.
pub struct Handle {
    node: NodePtr,
}

impl Handle {
    /// # Safety
    ///
    /// `node` is alive.
    pub(super) unsafe fn to(node: NodePtr) -> Self {
        // SAFETY: as the caller says.
        unsafe { hold(node) };
        Handle { node }
    }

    /// The node, of which the handle keeps the memory.
    pub(super) fn node(&self) -> NodePtr {
        self.node
    }

    /// Cancels what the node waits for.
    pub(crate) fn cancel(&self) {
        // SAFETY: the handle keeps the node's memory.
        unsafe { cancel(self.node) }
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
        // SAFETY: the handle is ours.
        unsafe { let_go(self.node) }
    }
}

/// The node is a canceller: its buffer holds a `C`. Firing it with the node that it belongs to, which takes an `I`, runs that.
struct Cancelling<C, I>(PhantomData<(C, I)>);

impl<I: Payload, C: Canceller<I>> Cancelling<C, I> {
    const TABLE: &'static Table = &Table {
        fire: Self::fire,
        deliver: never_waited_for,
        discard: Self::discard,
        cancel: never_cancelled,
        members: Self::members,
    };

    unsafe fn fire(node: NodePtr, source: Word, _: Word, _: Word) -> Next {
        // SAFETY: the caller hands the canceller over; it holds a `C`, and is marked as spent before that runs.
        let canceller = unsafe {
            node.as_ref().state.set(State::Spent);
            let canceller = get::<C>(node);
            release(node);
            canceller
        };
        if let Some(input) = canceller.cancel() {
            // SAFETY: the caller keeps the memory of the source; what was not fired is alive.
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

    unsafe fn discard(node: NodePtr) {
        // SAFETY: the canceller did not run, so there is a `C`; the caller has marked it as spent.
        drop(unsafe { get::<C>(node) });
    }

    unsafe fn members(node: NodePtr, visit: VisitHandles<'_>) {
        // SAFETY: the canceller did not run, so there is a `C`, which is not taken while it is looked at.
        unsafe { peek::<C>(node) }.members(visit);
    }
}

unsafe fn never_waited_for(_: NodePtr) -> Next {
    unreachable!("nothing waits for a canceller")
}

unsafe fn never_cancelled(_: NodePtr) -> bool {
    unreachable!("a canceller is asked, not cancelled")
}

/// The node is a canceller that stays: its buffer holds a `G`. Firing it cancels each of the group.
struct Forwarding<G>(PhantomData<G>);

impl<G: CancelGroup> Forwarding<G> {
    const TABLE: &'static Table = &Table {
        fire: Self::fire,
        deliver: never_waited_for,
        discard: Self::discard,
        cancel: never_cancelled,
        members: Self::members,
    };

    unsafe fn fire(node: NodePtr, _: Word, _: Word, _: Word) -> Next {
        // SAFETY: the caller's node owns the canceller, so there is a `G`. What it does may free it, so a copy runs.
        let group = unsafe { peek::<G>(node).clone() };
        group.cancel_each();
        None
    }

    unsafe fn discard(node: NodePtr) {
        // SAFETY: it holds a `G` until it is dropped, which the caller has noted.
        drop(unsafe { get::<G>(node) });
    }

    unsafe fn members(node: NodePtr, visit: VisitHandles<'_>) {
        // SAFETY: as in `fire`; looking frees nothing.
        unsafe { peek::<G>(node) }.each(visit);
    }
}

/// Gives `node` a canceller that stays.
///
/// # Safety
///
/// As for [`watch`].
pub(super) unsafe fn forward<G: CancelGroup>(node: NodePtr, group: G, made: &'static Location<'static>) {
    // SAFETY: the table is that of a `G`; the node owns the one reference.
    unsafe {
        let canceller = Node::holding(group, Forwarding::<G>::TABLE, State::Chained, 1, made);
        node.as_ref().set_canceller(canceller);
        node.as_ref().add(Flags::FORWARDS);
    }
}

/// Gives `node` a canceller.
///
/// # Safety
///
/// `node` takes an `I`; it is alive, was not fired, and has no canceller.
pub(super) unsafe fn watch<I: Payload, C: Canceller<I>>(
    node: NodePtr,
    canceller: C,
    made: &'static Location<'static>,
) {
    // SAFETY: the table is that of a `C`; the node owns the one reference.
    unsafe {
        let canceller = Node::holding(canceller, Cancelling::<C, I>::TABLE, State::Chained, 1, made);
        node.as_ref().set_canceller(canceller);
        if C::SHIELDS {
            node.as_ref().add(Flags::SHIELDED);
        }
    }
}

/// Drops the node's canceller, if it has one: nobody will ask for it any more.
///
/// # Safety
///
/// `node` is alive.
#[inline]
pub(super) unsafe fn discard_canceller(node: NodePtr) {
    // SAFETY: the node owned the canceller's reference.
    unsafe {
        if let Some(canceller) = node.as_ref().take_canceller() {
            release(canceller);
        }
    }
}

/// Cancels what `node` waits for.
///
/// # Safety
///
/// The memory of `node` is there while this runs.
pub(super) unsafe fn cancel(node: NodePtr) {
    // SAFETY: what a node waits for owns the node's firing reference until it is
    // fired or torn down, and unlinks it then; so the nodes on the way are alive.
    unsafe {
        let source = innermost(node);
        let shared = source.as_ref();
        if shared.is_unfired() {
            if shared.has(Flags::SHIELDED) {
                note(source, node);
            } else if !shared.has(Flags::ASKED) {
                end(source, node);
            }
        } else if shared.has_waiter() || shared.state.get() == State::Running {
            note(source, node);
        }
    }
}

/// The innermost node that `node` waits for, which is itself if it waits for none.
///
/// # Safety
///
/// The memory of `node` is there.
pub(super) unsafe fn innermost(node: NodePtr) -> NodePtr {
    let mut innermost = node;
    // SAFETY: what a node waits for is alive.
    while let Some(above) = unsafe { innermost.as_ref() }.waits_for() {
        innermost = above;
    }
    innermost
}

/// The firing side of `node` goes, and a cancel has fired the node, or is about to.
///
/// # Safety
///
/// The caller hands over the firing reference.
#[cold]
pub(super) unsafe fn drop_firing(node: NodePtr) {
    // SAFETY: the firing reference is ours; a cancel that has fired the node used another one.
    unsafe {
        if node.as_ref().has(Flags::CANCELLED) {
            release(node);
        } else {
            node.as_ref().add(Flags::RESIGNED);
        }
    }
}

/// Ends `source`, in which nothing has been fired, by its canceller or without.
///
/// # Safety
///
/// Both are alive, and `node` waits for `source`, perhaps by way of others.
unsafe fn end(source: NodePtr, node: NodePtr) {
    /// A canceller that panics must not leave what it cancels waiting.
    struct Asked(Handle);
    impl Drop for Asked {
        fn drop(&mut self) {
            let source = self.0.node;
            // SAFETY: the handle keeps its memory; what was not fired has the reference of its firing side, so it is alive.
            unsafe {
                source.as_ref().remove(Flags::ASKED);
                if source.as_ref().is_unfired() {
                    unwind::contain(|| {
                        let is_fired = (source.as_ref().table.get().cancel)(source);
                        if !is_fired && source.as_ref().has(Flags::RESIGNED) {
                            drop(Unfired(source));
                        }
                    });
                }
            }
        }
    }

    // SAFETY: the canceller is taken out before it runs, with the node's ownership.
    unsafe {
        let shared = source.as_ref();
        let of = Words::at(source.as_ptr().cast());
        if let Some(canceller) = shared.canceller()
            && shared.has(Flags::FORWARDS)
        {
            let asked = Handle::to(source);
            match cancel_reentrancy::begin(source.cast()) {
                Some(_asking) => run::fire(canceller, of),
                None => note(source, node),
            }
            return drop(asked);
        }
        match shared.take_canceller() {
            Some(canceller) => {
                shared.add(Flags::ASKED);
                let asked = Asked(Handle::to(source));
                run::fire(canceller, of);
                drop(asked);
            }
            None => {
                if !(shared.table.get().cancel)(source) {
                    note(source, node);
                }
            }
        }
    }
}

/// Fires `node` with what a cancelled one comes to, if there is a place for that.
///
/// # Safety
///
/// `node` is alive, takes an `I`, and was not fired.
pub(super) unsafe fn fire_cancelled<I: Payload>(node: NodePtr) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let Some(input) = I::cancelled(node.as_ref().made) else { return false };
        fire_in_place(node, input);
    }
    true
}

/// Fires `node`, in place of its firing side.
///
/// # Safety
///
/// `node` is alive, takes an `I`, and was not fired.
unsafe fn fire_in_place<I: Payload>(node: NodePtr, input: I) {
    // SAFETY: firing uses up a firing reference: that of a firing side that has gone, or one more; the node's own firing side sees the flag.
    unsafe {
        let shared = node.as_ref();
        shared.add(Flags::CANCELLED);
        if !shared.has(Flags::RESIGNED) {
            shared.share();
        }
        let mut input = ManuallyDrop::new(input);
        run::fire_soon::<I>(node, Words::of(&mut input));
    }
}

/// Notes on all from `source` down to `node` that a cancel waits for the next thing that they wait for.
///
/// # Safety
///
/// As for [`end`].
unsafe fn note(source: NodePtr, node: NodePtr) {
    let mut on = source;
    loop {
        // SAFETY: `node` is there, and what a node has as its waiter is alive.
        let shared = unsafe { on.as_ref() };
        shared.add(Flags::REQUESTED);
        match shared.waiter() {
            Some(waiter) if on != node => on = waiter,
            _ => return,
        }
    }
}

/// `node`, on which a cancel was noted, waits for something again: that gets it.
///
/// # Safety
///
/// `node` is alive.
#[cold]
pub(super) unsafe fn take_up(node: NodePtr) {
    // SAFETY: a waiter is alive; what is cancelled last may free them all.
    unsafe {
        let mut last = node;
        node.as_ref().remove(Flags::REQUESTED);
        while let Some(waiter) = last.as_ref().waiter()
            && waiter.as_ref().has(Flags::REQUESTED)
        {
            waiter.as_ref().remove(Flags::REQUESTED);
            last = waiter;
        }
        let last = Handle::to(last);
        cancel(last.node);
    }
}
