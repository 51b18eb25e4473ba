//! What happens to a node: a stage is attached, a value comes, or never will.
//!
//! Nodes that wait for one another run in a loop, not on the stack: firing one
//! says which node is ready to deliver next.

use super::cancel;
use super::node::{
    Flags, Node, NodePtr, State, discard, discard_unwanted, get, get_value, link, put, release,
    release_empty, unlink,
};
use super::words::{Word, Words};
use super::{Parked, Receiver, Unfired};
use crate::error::unhandled;
use crate::flavour::MaybeReady;
use crate::flavour::{Payload, VisitHandles};
use crate::runtime::trampoline;
use crate::{Site, Stage};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;

/// The node that is ready and has a waiter, with its firing reference.
pub(super) type Next = Option<NodePtr>;

/// What to do with a node, by what its buffer holds.
pub(super) struct Table {
    /// Takes the input, which is three [`Words`], and runs. Consumes the firing reference.
    pub(super) fire: unsafe fn(NodePtr, Word, Word, Word) -> Next,
    /// Hands the value to the waiter. Consumes the firing reference.
    pub(super) deliver: unsafe fn(NodePtr) -> Next,
    /// Drops what the buffer holds.
    pub(super) discard: unsafe fn(NodePtr),
    /// Fires the node, which has not been fired, with what a cancelled one gives; says whether there is such a thing.
    pub(super) cancel: unsafe fn(NodePtr) -> bool,
    /// Shows the members of a canceller.
    pub(super) members: unsafe fn(NodePtr, VisitHandles<'_>),
}

/// What only a canceller has.
unsafe fn no_members(_: NodePtr, _: VisitHandles<'_>) {}

/// The node takes an `O` and gives it; the buffer is empty or holds the `O`.
pub(super) struct Plain<O>(PhantomData<O>);

impl<O: Payload> Plain<O> {
    pub(super) const TABLE: &'static Table = &Table {
        fire: Self::fire,
        deliver: Self::deliver,
        discard: Self::discard,
        cancel: cancel::fire_cancelled::<O>,
        members: no_members,
    };

    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller hands over the firing reference, and an `O`.
        unsafe { settle(node, Words(first, second, third).take::<O>()) }
    }

    unsafe fn deliver(node: NodePtr) -> Next {
        // SAFETY: the node is ready, so there is an `O`, which the waiter
        // takes; the caller hands over the firing references of both.
        unsafe {
            let shared = node.as_ref();
            shared.state.set(State::Spent);
            let mut value = ManuallyDrop::new(get_value::<O>(node));
            let waiter = unlink(node);
            release_empty(node);
            let waiter = waiter.expect("only a node with a waiter delivers");
            let Words(first, second, third) = Words::of(&mut value);
            (waiter.as_ref().table.get().fire)(waiter, first, second, third)
        }
    }

    unsafe fn discard(node: NodePtr) {
        // SAFETY: the node was ready, so there is an `O`; the caller has marked it as spent.
        drop(unsafe { get::<O>(node) });
    }
}

/// The node takes an `I` and gives what the stage `F` in the buffer makes of it.
pub(super) struct Staged<I, O, F>(PhantomData<(I, O, F)>);

impl<I: Payload, O: Payload, F> Staged<I, O, F>
where
    F: FnOnce(I) -> MaybeReady<O> + 'static,
{
    pub(super) const TABLE: &'static Table = &Table {
        fire: Self::fire,
        deliver: Self::never_ready,
        discard: Self::discard,
        cancel: cancel::fire_cancelled::<I>,
        members: no_members,
    };

    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller hands over the firing reference, and an `I`;
        // the node is chained, so there is an `F`, and
        // nobody takes it twice since the state says so before it runs.
        unsafe {
            node.as_ref().state.set(State::Running);
            node.as_ref().forget_waiting();
            let stage = get::<F>(node);
            let running = Unfired(node);
            let given = stage(Words(first, second, third).take::<I>());
            core::mem::forget(running);
            come_to(node, given)
        }
    }

    /// A stage leaves the buffer before a value comes, and `settle` changes the table.
    unsafe fn never_ready(_: NodePtr) -> Next {
        unreachable!("a chained node has no value to deliver")
    }

    unsafe fn discard(node: NodePtr) {
        // SAFETY: the node was chained, so there is an `F`; the caller has marked it as spent.
        drop(unsafe { get::<F>(node) });
    }
}

/// Fires `node` with `input`, and all that follows from it.
///
/// # Safety
///
/// `node` takes what `input` is; the caller hands over its firing reference, and the input.
#[inline]
pub(super) unsafe fn fire(node: NodePtr, Words(first, second, third): Words) {
    // SAFETY: as the caller promises; the input is taken once, by the node.
    unsafe {
        let next = (node.as_ref().table.get().fire)(node, first, second, third);
        if next.is_some() {
            deliver_all(next);
        }
    }
}

/// The same, or when the stack is free again, if it is too deep now.
///
/// # Safety
///
/// As for [`fire`]; `node` takes an `I`.
#[inline(always)]
pub(super) unsafe fn fire_soon<I: Payload>(node: NodePtr, input: Words) {
    // SAFETY: handed on.
    unsafe {
        match trampoline::enter() {
            Some(_level) => fire(node, input),
            None => fire_later::<I>(node, input.0, input.1, input.2),
        }
    }
}

/// # Safety
///
/// As for [`fire_soon`].
#[cold]
unsafe fn fire_later<I: Payload>(node: NodePtr, first: Word, second: Word, third: Word) {
    // SAFETY: the caller hands over the input.
    let carrier = Node::carrier(unsafe { Words(first, second, third).take::<I>() }, node);
    Parked::Deliver(Unfired(carrier)).park();
}

/// Delivers from node to waiter, as far as it goes.
///
/// # Safety
///
/// `next` is ready and has a waiter; the caller hands over its firing reference.
pub(super) unsafe fn deliver_all(mut next: Next) {
    while let Some(node) = next {
        // SAFETY: what the caller promises of the first node, each node promises of the next.
        next = unsafe { (node.as_ref().table.get().deliver)(node) };
    }
}

/// The value is there.
///
/// # Safety
///
/// `node` gives an `O`, its buffer is empty; the caller hands over its firing reference.
#[inline]
unsafe fn settle<O: Payload>(node: NodePtr, value: O) -> Next {
    // SAFETY: the buffer is free, and from here on the table says that an `O` is in it.
    unsafe {
        let shared = node.as_ref();
        put(node, value);
        shared.table.set(Plain::<O>::TABLE);
        shared.state.set(State::Ready);
        if shared.has_waiter() {
            return Some(node);
        }
        // Whoever could still fire a cancelled pair keeps the node, but not what nobody will take.
        discard_unwanted(node);
        release(node);
        None
    }
}

/// The stage of `node` gave this: a value, or another node to wait for.
///
/// # Safety
///
/// As for [`settle`].
#[inline(always)]
unsafe fn come_to<O: Payload>(node: NodePtr, given: MaybeReady<O>) -> Next {
    match given {
        // SAFETY: handed on.
        MaybeReady::Ready(value) => unsafe { settle(node, value) },
        // SAFETY: handed on.
        MaybeReady::Pending(receiver) => unsafe { come_to_pending(node, receiver) },
    }
}

/// The rest of `come_to`, of which a chain whose stages do not wait has no copy.
///
/// # Safety
///
/// As for [`settle`].
#[inline(never)]
unsafe fn come_to_pending<O: Payload>(node: NodePtr, receiver: Receiver<O>) -> Next {
    match receiver.take() {
        // SAFETY: handed on.
        Ok(value) => unsafe { settle(node, value) },
        Err(receiver) => {
            // SAFETY: handed on.
            unsafe { wait_for(node, receiver) };
            None
        }
    }
}

/// Whether `node` waits for what `source` gives, which can still be fired.
///
/// # Safety
///
/// Both are alive.
#[inline]
pub(super) unsafe fn waits_for(node: NodePtr, source: NodePtr) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        node == source
            || node.as_ref().has_above() && source.as_ref().has_waiter() && cancel::innermost(node) == source
    }
}

/// `node` gives what `inner` will give. Its place in the chain goes over to
/// `inner`, so that a loop of nodes that wait for one another stays one node long.
///
/// # Safety
///
/// As for [`settle`]; `inner` is not ready.
unsafe fn wait_for<O: Payload>(node: NodePtr, inner: Receiver<O>) {
    // SAFETY: both nodes are alive: we own the firing reference of one and the
    // taking one of the other. `inner` has no waiter, since its slot is here.
    unsafe {
        let shared = node.as_ref();
        if waits_for(inner.node, node) {
            // Its own value is what it waits for: it will never come.
            unhandled::abandoned(Site::at(shared.made, Stage::Pending));
            return abandon(node);
        }
        if inner.is_abandoned() {
            return abandon(node);
        }
        let waiting = match shared.waiter() {
            // A handle to the node means what the node waits for, so the node must stay to know it.
            Some(_) if !shared.has_handles() => {
                let waiter = unlink(node).expect("just looked");
                shared.given().into_iter().flatten().for_each(|site| inner.note_given(site));
                shared.state.set(State::Spent);
                release(node);
                waiter
            }
            _ => {
                shared.table.set(Plain::<O>::TABLE);
                shared.state.set(State::Empty);
                node
            }
        };
        let inner = inner.into_node();
        link(inner, waiting);
        if waiting.as_ref().has(Flags::REQUESTED) {
            cancel::take_up(waiting);
        }
        release(inner);
    }
}

/// The value will never come: what waits for it is torn down, link after link.
///
/// # Safety
///
/// The caller hands over the node's firing reference.
pub(super) unsafe fn abandon(node: NodePtr) {
    /// Goes on with what waits if dropping a callback panics.
    struct Waiting(NodePtr);
    impl Drop for Waiting {
        fn drop(&mut self) {
            // SAFETY: the firing references of the node and of its waiter are ours.
            unsafe {
                if let Some(waiter) = end(self.0) {
                    abandon(waiter);
                }
            }
        }
    }

    /// Marks the node, and gives its waiter, with the firing reference that the node owned.
    unsafe fn end(node: NodePtr) -> Next {
        // SAFETY: the firing reference of the node is ours; it is given back last.
        unsafe {
            node.as_ref().state.set(State::Abandoned);
            let waiter = unlink(node);
            release(node);
            waiter
        }
    }

    let mut next = Some(node);
    while let Some(node) = next {
        // SAFETY: the firing reference of each node is ours: the first is the
        // caller's, the others are those that `waiter` owned.
        unsafe {
            let waiting = Waiting(node);
            cancel::discard_canceller(node);
            discard(node);
            core::mem::forget(waiting);
            next = end(node);
        }
    }
}

/// Takes the value out.
///
/// # Safety
///
/// The slot's node is ready.
#[inline]
pub(super) unsafe fn take_out<O: Payload>(receiver: Receiver<O>) -> O {
    // SAFETY: a ready node holds an `O`; it is marked as spent, so nobody takes it again, and holds nothing then.
    unsafe {
        let node = receiver.into_node();
        node.as_ref().state.set(State::Spent);
        let value = get_value::<O>(node);
        release_empty(node);
        value
    }
}

/// `to` gets what comes out of the slot's node.
///
/// # Safety
///
/// The slot's node is neither ready nor abandoned, and is not `to` itself. `to` was not fired, and has no canceller any more.
pub(super) unsafe fn connect<O: Payload>(receiver: Receiver<O>, to: NodePtr) {
    // SAFETY: nothing waits for the slot's node, since its slot is here; the
    // firing reference of `to` goes over to `waiter`.
    unsafe {
        link(receiver.node, to);
        if to.as_ref().has(Flags::REQUESTED) {
            cancel::take_up(to);
        }
    }
}

/// Attaches `stage` to a node whose value is not there.
///
/// # Safety
///
/// The slot's node is not ready.
#[inline]
pub(super) unsafe fn attach<O: Payload, U: Payload, F>(receiver: Receiver<O>, stage: F) -> Receiver<U>
where
    F: FnOnce(O) -> MaybeReady<U> + 'static,
{
    // SAFETY: the slot keeps its node alive. An empty node's buffer is free,
    // and it gives what it takes, an `O`, so the stage fits its firing side.
    unsafe {
        let shared = receiver.node.as_ref();
        match shared.state.get() {
            State::Empty => {
                put(receiver.node, stage);
                shared.table.set(Staged::<O, U, F>::TABLE);
                shared.state.set(State::Chained);
                Receiver::of(receiver.into_node())
            }
            _ => attach_behind(receiver, stage),
        }
    }
}

/// Attaches `stage` in a node of its own.
///
/// # Safety
///
/// The slot's node is not ready.
pub(super) unsafe fn attach_behind<O: Payload, U: Payload, F>(receiver: Receiver<O>, stage: F) -> Receiver<U>
where
    F: FnOnce(O) -> MaybeReady<U> + 'static,
{
    // SAFETY: the slot keeps its node alive, in which nothing waits; the new node has nothing above it.
    unsafe {
        if receiver.is_abandoned() {
            drop(stage);
            return Receiver::of(receiver.into_node());
        }
        let node = Node::chained::<O, U, F>(stage, receiver.node.as_ref().made);
        link(receiver.node, node);
        Receiver::of(node)
    }
}

/// Runs `stage` with `value` when the stack is free again.
#[cold]
pub(super) fn attach_later<O: Payload, U: Payload, F>(value: O, stage: F) -> Receiver<U>
where
    F: FnOnce(O) -> MaybeReady<U> + 'static,
{
    let node = Node::chained::<O, U, F>(stage, Location::caller());
    let carrier = Node::carrier(value, node);
    Parked::Deliver(Unfired(carrier)).park();
    Receiver::of(node)
}
