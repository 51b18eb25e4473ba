//! The transitions of a node of one thread: a continuation is attached, the sender fires, or it is dropped unfired.
//!
//! Nodes that wait for one another run in a loop, not on the stack: firing one
//! says which node is ready to deliver next.

use super::cancel;
use super::cancel::Handle;
use super::node::{Flags, Node, NodePtr, State};
use super::node::{discards, get, get_value, link, put, release, release_empty, unlink};
use super::words::{Word, Words};
use super::{Carrier, Parked, Receiver, Torn, Unfired};
use crate::error::unhandled;
use crate::flavour::MaybeReady;
use crate::flavour::{CellHandle, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy::WhenAsked;
use crate::runtime::trampoline;
use crate::{Site, Stage};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;

/// A node that is ready, with its sender's reference. Either it has a node downstream, which is to be fired, or nobody will take the
/// value, which is to be dropped.
pub(super) type Next = Option<NodePtr>;

/// What to do with a node, by what its buffer holds.
pub(super) struct VTable {
    /// Takes the input, which is three [`Words`], and runs. Consumes the sender's reference.
    pub(super) fire: unsafe fn(NodePtr, Word, Word, Word) -> Next,
    /// Hands the value to the node downstream, or drops it where there is none. Consumes the sender's reference.
    pub(super) deliver: unsafe fn(NodePtr) -> Next,
    /// Drops what is in the buffer, which it is given.
    pub(super) discard: unsafe fn(*mut ()),
    /// Fires the node, which has not been fired, with what a cancelled one gives; says whether there is such a thing.
    pub(super) cancel: unsafe fn(NodePtr) -> bool,
    /// Shows the members of a canceller.
    pub(super) members: unsafe fn(NodePtr, VisitHandles<'_>),
    /// Shows those of a group that are to be cancelled.
    pub(super) ask: unsafe fn(NodePtr, VisitHandles<'_>) -> Option<WhenAsked>,
}

/// What only a canceller has.
pub(super) unsafe fn no_members(_: NodePtr, _: VisitHandles<'_>) {}

/// What only a group has.
pub(super) unsafe fn nobody_asked(_: NodePtr, _: VisitHandles<'_>) -> Option<WhenAsked> {
    None
}

/// The node takes an `O` and gives it; the buffer is empty or holds the `O`.
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
        // SAFETY: the node is ready, so there is an `O`, which the node downstream takes, or which nobody can take any more;
        // the caller hands over the senders' references of both.
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

/// A stage leaves the buffer before a value comes, and `settle` changes the vtable.
unsafe fn never_ready(_: NodePtr) -> Next {
    unreachable!("a chained node has no value to deliver")
}

/// The node takes an `I` and gives the `O` that its stage makes of it: in the buffer are a `C`, and the `K` that takes both, of which a `G` comes.
pub(super) struct Continuation<I, O, C, K, G>(PhantomData<(I, O, C, K, G)>);

impl<I: Payload, O: Payload, C, K, G> Continuation<I, O, C, K, G>
where
    C: 'static,
    K: FnOnce(C, I) -> G + 'static,
    G: Into<MaybeReady<O>>,
{
    pub(super) const VTABLE: &'static VTable = &VTable {
        fire: Self::fire,
        deliver: never_ready,
        discard: discards::<(C, K)>(),
        cancel: cancel::fire_cancelled::<I>,
        members: no_members,
        ask: nobody_asked,
    };

    /// Of each chain there is a copy, so what does not depend on the stage is elsewhere.
    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller hands over the sender's reference, and an `I`;
        // the node is chained, so there is a stage, and
        // nobody takes it twice since the state says so before it runs.
        unsafe {
            let running = begin(node);
            let (captured, step) = get::<(C, K)>(node);
            let given = step(captured, Words(first, second, third).take::<I>());
            come_to::<O, G>(running, given)
        }
    }
}

/// The stage of `node` is about to be taken out, and to run. What is given is the sender's reference.
///
/// # Safety
///
/// `node` is chained; the caller hands over its sender's reference.
#[inline]
unsafe fn begin(node: NodePtr) -> Unfired {
    // SAFETY: the reference keeps it alive.
    let shared = unsafe { node.as_ref() };
    shared.state.set(State::Running);
    shared.forget_waiting();
    Unfired(node)
}

/// Fires `node` with `input`, and all that follows from it.
///
/// # Safety
///
/// `node` takes what `input` is; the caller hands over its sender's reference, and the input.
#[inline]
pub(super) unsafe fn fire(node: NodePtr, Words(first, second, third): Words) {
    // SAFETY: the node was not fired, so its vtable is that of what it takes, which the input is. Its sender's reference goes over, and the
    // input is taken once, by what the vtable says. What that gives to deliver is ours.
    unsafe {
        let next = (node.as_ref().vtable.get().fire)(node, first, second, third);
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
        // SAFETY: what the caller promises of the first node, each node promises of the next.
        next = unsafe { (node.as_ref().vtable.get().deliver)(node) };
    }
}

/// The value is there.
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
        // Whoever could still fire a cancelled pair keeps the node, but not what nobody will take.
        if shared.has_downstream() || shared.has(Flags::RECEIVER_DROPPED) {
            return Some(node);
        }
        release(node);
        None
    }
}

/// The stage that ran gave this: a value, or another node to wait for.
///
/// # Safety
///
/// The node of `running` gives an `O`, and its buffer is empty.
#[inline]
#[must_use]
unsafe fn come_to<O: Payload, G: Into<MaybeReady<O>>>(running: Unfired, given: G) -> Next {
    let node = running.0;
    core::mem::forget(running);
    match given.into() {
        // SAFETY: the node gives an `O`, and its stage has run, so its buffer is empty; the sender's reference goes over.
        MaybeReady::Ready(value) => unsafe { settle(node, value) },
        // SAFETY: the same node, and the same reference.
        MaybeReady::Pending(receiver) => unsafe { come_to_pending(node, receiver) },
    }
}

/// The rest of `come_to`, of which a chain whose stages do not wait has no copy.
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
        Err(receiver) => {
            // SAFETY: as for the value; and the receiver was just seen not to be ready.
            drop(unsafe { wait_for(node, receiver) });
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
    // SAFETY: the caller keeps both alive, and what `node` waits for is alive while `node` is.
    unsafe {
        if node == source {
            return true;
        }
        // What comes from the source has a place behind it, or a handle on it: without either nobody need look.
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

/// `node` gives what `inner` will give. Its place in the chain goes over to
/// `inner`, so that a loop of nodes that wait for one another stays one node long.
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
            // Its own value is what it waits for: it will never come.
            let site = Site::at(shared.made, Stage::Pending);
            // Torn down when it was reported, or if that panics.
            let _torn = Torn::of(node);
            unhandled::abandoned(site);
            return Waits::default();
        }
        if inner.is_abandoned() {
            drop(Torn::of(node));
            return Waits::default();
        }
        let waiting = match shared.downstream() {
            // A handle to the node means what the node waits for, so the node must stay to know it.
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
        // It was not fired, so its sender has another reference.
        release(inner);
        Waits { _noted: cancel::Noted::of(waiting), _unused: None }
    }
}

/// What is left over when one node was made to wait for another. Dropped, a cancel that was noted is taken up, and a canceller is dropped.
#[derive(Default)]
#[must_use]
pub(super) struct Waits {
    _noted: Option<cancel::Noted>,
    _unused: Option<cancel::Unused>,
}

/// Takes the value out.
///
/// # Safety
///
/// The receiver's node is ready.
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

/// `to` gets what comes out of the receiver's node.
///
/// # Safety
///
/// The receiver's node is neither ready nor abandoned, and is not `to` itself. `to` was not fired; the caller owns its sender's reference, which goes over.
pub(super) unsafe fn connect<O: Payload>(receiver: Receiver<O>, to: NodePtr) -> Waits {
    // SAFETY: nothing waits for the receiver's node, since its receiver is here; what is upstream of `to` is its canceller at the most, which is
    // taken out first; its sender's reference goes over to `downstream`. The receiver's node was not fired, so its sender keeps it.
    unsafe {
        let unused = cancel::Unused::of(to);
        link(receiver.node, to);
        drop(receiver);
        Waits { _noted: cancel::Noted::of(to), _unused: unused }
    }
}

/// Attaches a stage: to the node that `receiver` is of if nothing waits there, and in a node of its own if not, or if
/// `apart` is set.
///
/// Of each chain there is a copy, so what does not depend on the stage is elsewhere.
#[inline]
pub(super) fn attach<O: Payload, U: Payload, C, K, G>(
    receiver: Receiver<O>,
    apart: bool,
    captured: C,
    step: K,
) -> Receiver<U>
where
    C: 'static,
    K: FnOnce(C, O) -> G + 'static,
    G: Into<MaybeReady<U>>,
{
    // Nothing below unwinds before the stage is in its node; said so, there is no copy of its drop here.
    let stage = ManuallyDrop::new((captured, step));
    // SAFETY: the place is a node with an empty buffer, and its vtable is set to that of what is put in.
    unsafe {
        let place = Place::behind(receiver, apart);
        put(place.node, stage);
        place.hold(Continuation::<O, U, C, K, G>::VTABLE)
    }
}

/// The node that gets a stage, and the one that it will wait for, which gives an `O`: itself, if it is the same. Owns the
/// receiver's reference of that one, and the references of a new one.
struct Place<O: Payload> {
    node: NodePtr,
    source: NodePtr,
    _gives: PhantomData<O>,
}

impl<O: Payload> Place<O> {
    /// The node that `receiver` is of, if nothing waits there and `apart` is not set, and a new one if not.
    #[inline]
    fn behind(receiver: Receiver<O>, apart: bool) -> Self {
        let here = !apart && receiver.state() == State::Empty;
        let source = receiver.into_node();
        // SAFETY: the receiver's reference keeps it alive.
        let node = if here { source } else { Node::chained(unsafe { source.as_ref() }.made) };
        Place { node, source, _gives: PhantomData }
    }

    /// The stage is in the buffer, of which `vtable` knows. If it has a node of its own, that waits for the other one.
    ///
    /// # Safety
    ///
    /// `vtable` is that of what is in the buffer, a stage that takes an `O` and gives a `U`.
    #[inline]
    unsafe fn hold<U: Payload>(self, vtable: &'static VTable) -> Receiver<U> {
        let given = Receiver::of(self.node);
        // SAFETY: the receiver's reference keeps the source alive, and a new node has both of its own. An empty node gives what it takes, an
        // `O`, so the stage fits its sender; of a new one the sender is ours, and goes to what brings it an `O`. What the node
        // gives from here on is the type of the receiver.
        unsafe {
            let shared = self.node.as_ref();
            shared.vtable.set(vtable);
            shared.state.set(State::Chained);
            if self.node != self.source {
                arrive::<O>(self.source, self.node);
            }
        }
        given
    }
}

/// `node` gets what comes out of `source`; if that has come since somebody looked, here and now.
///
/// # Safety
///
/// `source` gives an `O`, and the caller hands over its receiver's reference. `node` takes an `O`, and nothing is upstream of it; the
/// caller hands over its sender's reference.
#[inline(never)]
unsafe fn arrive<O: Payload>(source: NodePtr, node: NodePtr) {
    let receiver = Receiver::<O>::of(source);
    // SAFETY: the receiver keeps its node alive, in which nothing waits; the sender's reference of `node` is handed on in each case.
    unsafe {
        if receiver.is_abandoned() {
            return drop(Unfired(node));
        }
        match receiver.take() {
            Ok(value) => fire_soon::<O>(node, Words::of(&mut ManuallyDrop::new(value))),
            Err(receiver) => link(receiver.node, node),
        }
    }
}

/// The receiver of a value that is delivered when the stack is free again.
#[cold]
pub(super) fn later<O: Payload>(value: O) -> Receiver<O> {
    let node = Node::empty::<O>(Location::caller());
    let given = Receiver::of(node);
    // The node is new, and both its sides are ours; the sender goes to what brings it the value.
    let carrier = Node::carrier(value, node);
    Parked::Deliver(Carrier(carrier)).park();
    given
}
