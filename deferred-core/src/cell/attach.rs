//! Attaches continuations to a node of one thread; a continuation whose input is ready runs on the stack. And links two
//! nodes so that the link can be cut, which returns the right to fire the node downstream.

use super::buffer::{discards, get_stage, put};
use super::cancel::{self, Handle};
use super::chain::StageKind;
use super::node::{Flags, Node, NodePtr, State, link, unlink};
use super::run::{Next, VTable, Word, Words, come_to, fire_soon, no_members, nobody_asked};
use super::{Receiver, Sender, Unfired};
use crate::flavour::{MaybeReady, Payload};
use core::alloc::Layout;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

/// Unreachable: the stage leaves the buffer before a value comes, and `settle` changes the vtable.
unsafe fn never_ready(_: NodePtr) -> Next {
    unreachable!("a chained node has no value to deliver")
}

/// The vtable of a node that takes an `I` and gives the `O` that its stage makes of it. The buffer holds a `C` and
/// the `K` that takes both; the stage returns a `G`.
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

    /// The vtable for all stages of a chain at once, and their layout. Its `fire` is compiled beside the chain.
    pub(super) const CHAIN: &'static StageKind = &StageKind {
        vtable: VTable { fire: Self::fire_chain, ..*Self::VTABLE },
        layout: Layout::new::<(C, K)>(),
    };

    /// Each chain has a copy of this function, so code that does not depend on the stage is elsewhere.
    #[inline]
    unsafe fn fire_chain(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller hands over the sender's reference, and an `I`. The node is chained, so there is a
        // stage, and nobody takes the stage twice since the state changes before the stage runs.
        unsafe {
            begin(node);
            let input = Words(first, second, third).take::<I>();
            let (captured, step) = get_stage::<(C, K)>(node);
            // Nothing is called between the two lines, so there is no copy of a drop here.
            let running = Unfired(node);
            let given = step(captured, input);
            come_to::<O, G>(running, given)
        }
    }

    /// [`fire_chain`](Self::fire_chain), compiled once with whoever attaches instead of beside the chain.
    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: the caller keeps the contract of `VTable::fire`, which is that of `fire_chain`.
        unsafe { Self::fire_chain(node, first, second, third) }
    }
}

/// Marks `node` as running, just before its stage is taken out.
///
/// # Safety
///
/// `node` is alive.
#[inline]
unsafe fn begin(node: NodePtr) {
    // SAFETY: the caller keeps it alive.
    let shared = unsafe { node.as_ref() };
    shared.state.set(State::Running);
    shared.forget_waiting();
}

/// Attaches a stage: to the node of `receiver` if nothing waits there, else in a node of its own.
///
/// Each chain has a copy of this function, so code that does not depend on the stage is elsewhere.
#[inline]
pub(super) fn attach<O: Payload, U: Payload, C, K, G>(
    receiver: Receiver<O>,
    captured: C,
    step: K,
) -> Receiver<U>
where
    C: 'static,
    K: FnOnce(C, O) -> G + 'static,
    G: Into<MaybeReady<U>>,
{
    // Nothing below unwinds before the stage is in its node; `ManuallyDrop` says so, and saves a copy of the
    // stage's drop.
    let stage = ManuallyDrop::new((captured, step));
    // SAFETY: the place is a node with an empty buffer, and its vtable is set to that of what is put in.
    unsafe {
        let place = Place::behind(receiver, false);
        put(place.node, stage);
        place.hold(Continuation::<O, U, C, K, G>::VTABLE)
    }
}

/// The node that gets a stage, and the node `source` that it will wait for, which gives an `O`; the two may be the
/// same. Owns the receiver's reference of the source, and both references of a new node.
pub(super) struct Place<O: Payload> {
    pub(super) node: NodePtr,
    source: NodePtr,
    _gives: PhantomData<O>,
}

impl<O: Payload> Place<O> {
    /// The node of `receiver`, if nothing waits there and `apart` is not set, else a new one.
    #[inline]
    pub(super) fn behind(receiver: Receiver<O>, apart: bool) -> Self {
        let here = !apart && receiver.state() == State::Empty;
        let source = receiver.into_node();
        // SAFETY: the receiver's reference keeps the source alive.
        let node = if here { source } else { Node::chained(unsafe { source.as_ref() }.made) };
        Place { node, source, _gives: PhantomData }
    }

    /// Completes the attaching once the stage is in the buffer: sets the vtable, and makes a node of its own wait
    /// for the source.
    ///
    /// # Safety
    ///
    /// `vtable` is that of the stage in the buffer, which takes an `O` and gives a `U`.
    #[inline]
    pub(super) unsafe fn hold<U: Payload>(self, vtable: &'static VTable) -> Receiver<U> {
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

/// Makes `node` take the result of `source`; a result that has come in the meantime is delivered at once.
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

/// A weak end of the link between a node that gives an `O` and the node that waits for it.
pub struct Link<O: Payload> {
    gives: Handle,
    _what: PhantomData<fn() -> O>,
}

impl<O: Payload> Link<O> {
    /// Cuts the link, and returns the right to fire the node downstream, if that still waits. The result that would
    /// have come is discarded.
    pub(crate) fn cut(&self) -> Option<Sender<O>> {
        // SAFETY: the handle keeps the node's memory. The node's receiver was used up when the link was made, so
        // the node gives an `O` for good, and the node downstream takes one. The latter was not fired, so its
        // sender's reference is whole.
        unsafe {
            let gives = self.gives.node();
            // A cancel has fired the node downstream in place of a sender that may still be there, and looks at
            // that flag.
            if gives.as_ref().downstream()?.as_ref().has(Flags::BEFORE_DROPPING) {
                return None;
            }
            let node = unlink(gives)?;
            Some(Sender { node, _takes: PhantomData })
        }
    }
}

impl<O: Payload> Receiver<O> {
    /// Forwards the result to `to`, until the link is cut.
    pub(crate) fn connect_detachably(self, to: Sender<O>) -> Link<O> {
        let link = Link { gives: self.handle(), _what: PhantomData };
        self.connect(to);
        link
    }
}
