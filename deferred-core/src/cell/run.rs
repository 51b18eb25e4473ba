//! The transitions of a node of one thread: the sender fires it, and its result is delivered downstream.
//!
//! Nodes that wait for one another are delivered in a loop, not by recursion: firing one returns the next node to
//! deliver. A value is passed in three words, which are registers, or by address if it is larger.

use super::buffer::{discards, get_value, put};
use super::cancel::{self, Handle};
use super::node::{Flags, Node, NodePtr, State, link, release, release_empty, unlink};
use super::{Carrier, Parked, Receiver, Torn, Unfired};
use crate::error::unhandled;
use crate::flavour::{CellHandle, MaybeReady, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy::WhenAsked;
use crate::runtime::trampoline;
use crate::{Site, Stage};
use core::marker::PhantomData;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::panic::Location;

/// A node that is ready, with its sender's reference. Either its node downstream is to be fired, or nobody will
/// take the value, which is to be dropped. A node that stands on the stack has no references, and comes back to
/// whoever runs it.
pub(super) type Next = Option<NodePtr>;

/// What a node can do, as functions that fit the content of its buffer.
pub(super) struct VTable {
    /// Takes the input, passed as three [`Words`], and runs. Consumes the sender's reference.
    pub(super) fire: unsafe fn(NodePtr, Word, Word, Word) -> Next,
    /// Hands the value to the node downstream, or drops it if there is none. Consumes the sender's reference.
    pub(super) deliver: unsafe fn(NodePtr) -> Next,
    /// Drops the content of the buffer that is passed.
    pub(super) discard: unsafe fn(*mut ()),
    /// Fires an unfired node with the result of a cancelled pair; says whether its type has one.
    pub(super) cancel: unsafe fn(NodePtr) -> bool,
    /// Lists the members of a canceller.
    pub(super) members: unsafe fn(NodePtr, VisitHandles<'_>),
    /// Lists the members of a group that are to be cancelled.
    pub(super) ask: unsafe fn(NodePtr, VisitHandles<'_>) -> Option<WhenAsked>,
}

/// [`VTable::members`] of a node that is no canceller.
pub(super) unsafe fn no_members(_: NodePtr, _: VisitHandles<'_>) {}

/// [`VTable::ask`] of a node that is no group.
pub(super) unsafe fn nobody_asked(_: NodePtr, _: VisitHandles<'_>) -> Option<WhenAsked> {
    None
}

/// The vtable of a node that takes an `O` and gives it; the buffer is empty or holds the `O`.
pub(super) struct Value<O>(PhantomData<O>);

impl<O: Payload> Value<O> {
    pub(super) const VTABLE: &'static VTable = &VTable {
        fire: Self::fire,
        deliver: Self::deliver,
        discard: discards::<O>(),
        cancel: cancel::fire_cancelled::<O>,
        members: no_members,
        ask: nobody_asked,
    };

    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller hands over the sender's reference, and an `O`.
        unsafe { settle(node, Words(first, second, third).take::<O>()) }
    }

    unsafe fn deliver(node: NodePtr) -> Next {
        // SAFETY: the node is ready, so there is an `O`, which only the node downstream takes, or nobody; the
        // caller hands over the senders' references of both.
        unsafe {
            let shared = node.as_ref();
            shared.state.set(State::Spent);
            let mut value = ManuallyDrop::new(get_value::<O>(node));
            let downstream = unlink(node);
            release_empty(node);
            let Some(downstream) = downstream else {
                drop(ManuallyDrop::into_inner(value));
                return None;
            };
            let Words(first, second, third) = Words::of(&mut value);
            (downstream.as_ref().vtable.get().fire)(downstream, first, second, third)
        }
    }
}

/// Fires `node` with `input`, and delivers downstream as far as that goes.
///
/// # Safety
///
/// `input` is what `node` takes; the caller hands over the sender's reference, and the input.
#[inline]
pub(super) unsafe fn fire(node: NodePtr, Words(first, second, third): Words) {
    // SAFETY: the node was not fired, so its vtable is that of its input type. Its sender's reference goes over,
    // and the input is taken once, by the vtable's function. The node that comes back is ours to deliver.
    unsafe {
        let next = (node.as_ref().vtable.get().fire)(node, first, second, third);
        if next.is_some() {
            deliver_all(next);
        }
    }
}

/// [`fire`], now, or when the stack is free again if it is too deep.
///
/// # Safety
///
/// As for [`fire`]; `node` takes an `I`.
#[inline(always)]
pub(super) unsafe fn fire_soon<I: Payload>(node: NodePtr, input: Words) {
    // SAFETY: the node takes an `I`, and was not fired; its sender's reference and the input go to one of the two.
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
    Parked::Deliver(Carrier(carrier)).park();
}

/// Delivers from node to node downstream, as far as it goes.
///
/// # Safety
///
/// `next` is what [`Next`] says.
pub(super) unsafe fn deliver_all(mut next: Next) {
    while let Some(node) = next {
        // SAFETY: the contract that the caller keeps for the first node, each node keeps for the next.
        next = unsafe { (node.as_ref().vtable.get().deliver)(node) };
    }
}

/// Makes `node` ready with `value`.
///
/// # Safety
///
/// `node` gives an `O`, its buffer is empty; the caller hands over its sender's reference.
#[inline]
#[must_use]
unsafe fn settle<O: Payload>(node: NodePtr, value: O) -> Next {
    // SAFETY: the buffer is free, and from here on the vtable says that an `O` is in it.
    unsafe {
        let shared = node.as_ref();
        put(node, ManuallyDrop::new(value));
        shared.vtable.set(Value::<O>::VTABLE);
        shared.state.set(State::Ready);
        // A sender that could still fire a cancelled pair keeps the node, but not a value that nobody will take.
        if shared.has_downstream() || shared.has(Flags::RECEIVER_DROPPED) {
            return Some(node);
        }
        release(node);
        None
    }
}

/// Settles a running node with the result of its stage: a value, or another node to wait for.
///
/// # Safety
///
/// The node of `running` gives an `O`, and its buffer is empty.
#[inline]
#[must_use]
pub(super) unsafe fn come_to<O: Payload, G: Into<MaybeReady<O>>>(running: Unfired, given: G) -> Next {
    let node = running.0;
    core::mem::forget(running);
    match given.into() {
        // SAFETY: the node gives an `O`, and its stage has run, so its buffer is empty; the sender's reference goes over.
        MaybeReady::Ready(value) => unsafe { settle(node, value) },
        // SAFETY: the same node, and the same reference.
        MaybeReady::Pending(receiver) => unsafe { come_to_pending(node, receiver) },
    }
}

/// The cold part of `come_to`, kept apart so that a chain whose stages do not wait has no copy of it.
///
/// # Safety
///
/// As for [`settle`].
#[inline(never)]
#[must_use]
unsafe fn come_to_pending<O: Payload>(node: NodePtr, receiver: Receiver<O>) -> Next {
    match receiver.take() {
        // SAFETY: the node gives an `O`, and its buffer is empty; the sender's reference goes over.
        Ok(value) => unsafe { settle(node, value) },
        // SAFETY: the node is alive, and its buffer is empty; whoever runs a node on the stack takes the receiver
        // out of its buffer.
        Err(receiver) if unsafe { node.as_ref() }.stands() => unsafe {
            put(node, ManuallyDrop::new(receiver));
            None
        },
        Err(receiver) => {
            // SAFETY: the node gives an `O`, its buffer is empty and the sender's reference goes over, as for a
            // value; and the receiver was just seen not to be ready.
            drop(unsafe { wait_for(node, receiver) });
            None
        }
    }
}

/// Whether `node` waits for the result of `source`, which can still be fired.
///
/// # Safety
///
/// Both are alive.
#[inline]
pub(super) unsafe fn waits_for(node: NodePtr, source: NodePtr) -> bool {
    // SAFETY: the caller keeps both alive, and a node that `node` waits for is alive while `node` is.
    unsafe {
        if node == source {
            return true;
        }
        // A node that waits for the source is downstream of it, or reached by a handle: a source with neither needs
        // no walk.
        let may_come = || source.as_ref().has_downstream() || source.as_ref().has_handles();
        if !node.as_ref().has_above() || !may_come() {
            return false;
        }
        let innermost = cancel::innermost(node);
        innermost == source
            || innermost.as_ref().canceller().is_some()
                && Handle::to(node).comes_from(source.as_ptr().cast_const().cast())
    }
}

/// Makes `node` give the result of `inner`. The place of `node` in the chain goes over to `inner`, so that a loop
/// of nodes that wait for one another stays one node long.
///
/// # Safety
///
/// As for [`settle`]; `inner` is not ready.
unsafe fn wait_for<O: Payload>(node: NodePtr, inner: Receiver<O>) -> Waits {
    // SAFETY: both nodes are alive: we own the sender's reference of one and the
    // receiver's reference of the other. `inner` has no node downstream, since its receiver is here. `node` is running, and its buffer is empty.
    unsafe {
        let shared = node.as_ref();
        if waits_for(inner.node, node) {
            // The node waits for its own value, which will never come.
            let site = Site::at(shared.made, Stage::Pending);
            // Torn down after the report, even if the report panics.
            let _torn = Torn::of(node);
            unhandled::abandoned(site);
            return Waits::default();
        }
        if inner.is_abandoned() {
            drop(Torn::of(node));
            return Waits::default();
        }
        let waiting = match shared.downstream() {
            // A handle on the node stands for the node that it waits for, so the node has to stay.
            Some(_) if !shared.has_handles() => {
                let downstream = unlink(node).expect("just looked");
                shared.given().into_iter().flatten().for_each(|site| inner.note_given(site));
                shared.state.set(State::Spent);
                release_empty(node);
                downstream
            }
            _ => {
                shared.vtable.set(Value::<O>::VTABLE);
                shared.state.set(State::Empty);
                node
            }
        };
        let inner = inner.into_node();
        link(inner, waiting);
        // The inner node was not fired, so its sender has another reference.
        release(inner);
        Waits { _noted: cancel::Noted::of(waiting), _unused: None }
    }
}

/// What is left over when one node was made to wait for another. Its drop takes up a noted cancel, and drops a
/// canceller.
#[derive(Default)]
#[must_use]
pub(super) struct Waits {
    _noted: Option<cancel::Noted>,
    _unused: Option<cancel::Unused>,
}

/// Takes the value out of a ready node.
///
/// # Safety
///
/// The receiver's node is ready.
#[inline]
pub(super) unsafe fn take_out<O: Payload>(receiver: Receiver<O>) -> O {
    // SAFETY: a ready node holds an `O`. The node is marked as spent, so nobody takes the value again, and it holds
    // nothing then.
    unsafe {
        let node = receiver.into_node();
        node.as_ref().state.set(State::Spent);
        let value = get_value::<O>(node);
        release_empty(node);
        value
    }
}

/// Makes `to` take the result of the receiver's node.
///
/// # Safety
///
/// The receiver's node is neither ready nor abandoned, and is not `to` itself. `to` was not fired; the caller owns its sender's reference, which goes over.
pub(super) unsafe fn connect<O: Payload>(receiver: Receiver<O>, to: NodePtr) -> Waits {
    // SAFETY: nothing waits for the receiver's node, since its receiver is here. Upstream of `to` is at most its
    // canceller, which is taken out first; the sender's reference of `to` goes over to `downstream`. The receiver's
    // node was not fired, so its sender keeps it.
    unsafe {
        let unused = cancel::Unused::of(to);
        link(receiver.node, to);
        drop(receiver);
        Waits { _noted: cancel::Noted::of(to), _unused: unused }
    }
}

/// A receiver whose `value` is delivered when the stack is free again.
#[cold]
pub(super) fn later<O: Payload>(value: O) -> Receiver<O> {
    let node = Node::empty::<O>(Location::caller());
    let given = Receiver::of(node);
    // The node is new, and both its sides are ours; its sender goes to the carrier of the value.
    let carrier = Node::carrier(value, node);
    Parked::Deliver(Carrier(carrier)).park();
    given
}

/// A part of a value, or nothing.
pub(super) type Word = MaybeUninit<*mut ()>;

/// A value that is being passed: its own words, or its address.
#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) Word, pub(super) Word, pub(super) Word);

const fn fits<I>() -> bool {
    size_of::<I>() <= size_of::<Words>() && align_of::<I>() <= align_of::<Words>()
}

impl Words {
    /// The words of `value`, which the caller keeps in its place until it was taken.
    #[inline(always)]
    pub(super) fn of<I>(value: &mut ManuallyDrop<I>) -> Self {
        let place: *mut I = (&raw mut *value).cast();
        if const { !fits::<I>() } {
            return Words::at(place.cast());
        }
        let mut words = [Word::uninit(); 3];
        // SAFETY: the value fits, and a `Word` may hold any bytes.
        unsafe { words.as_mut_ptr().cast::<I>().copy_from_nonoverlapping(place, 1) };
        let [first, second, third] = words;
        Words(first, second, third)
    }

    /// The words of an address.
    #[inline(always)]
    pub(super) fn at(place: *mut ()) -> Self {
        Words(Word::new(place), Word::uninit(), Word::uninit())
    }

    /// Takes the value.
    ///
    /// # Safety
    ///
    /// The words are those of an `I`, which is still in its place and is taken once.
    #[inline(always)]
    pub(super) unsafe fn take<I>(self) -> I {
        let Words(first, second, third) = self;
        // SAFETY: `of::<I>` has made the words: they hold an `I` that fits, or the address of a larger one. That
        // one is still there, and nobody else takes it.
        unsafe {
            if const { fits::<I>() } {
                [first, second, third].as_ptr().cast::<I>().read()
            } else {
                first.assume_init().cast::<I>().read()
            }
        }
    }
}
