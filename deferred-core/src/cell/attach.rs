//! Continuations: attached to a node of one thread, and run there; or run where the value is there already.

use super::node::{Node, NodePtr, State, discards, fits, get, get_value, link, put};
use super::run::{Next, VTable, come_to, fire_soon, no_members, nobody_asked};
use super::words::{Word, Words};
use super::{Receiver, Unfired, cancel};
use crate::flavour::{MaybeReady, Payload};
use core::marker::PhantomData;
use core::mem::{ManuallyDrop, MaybeUninit};

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

    /// The same for all that a chain does: it is compiled beside the chain, and [`run_standing`](Self::run_standing) calls it as well.
    pub(super) const CHAIN: &'static VTable = &VTable { fire: Self::fire_chain, ..*Self::VTABLE };

    /// Of each chain there is a copy, so what does not depend on the stage is elsewhere.
    #[inline]
    unsafe fn fire_chain(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
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

    /// The same where it is not compiled beside the chain, but once with what others attach.
    unsafe fn fire(node: NodePtr, first: Word, second: Word, third: Word) -> Next {
        // SAFETY: as there.
        unsafe { Self::fire_chain(node, first, second, third) }
    }

    /// Runs all that a chain does on an input that is there: in a node on the stack, so that it is the same function which does it in any other node.
    /// That only serves to compile it once: it is done in place where it would take memory.
    #[inline(always)]
    pub(super) fn run_standing(input: I, captured: C, step: K) -> MaybeReady<O> {
        // A build that is not optimized inlines nothing, so there it is compiled once anyway; what looks for faults looks at this, too.
        const INLINES: bool = cfg!(not(debug_assertions)) || cfg!(any(miri, test));
        if const { !INLINES || !fits::<(C, K)>() || !fits::<O>() } {
            return step(captured, input).into();
        }
        let mut input = ManuallyDrop::new(input);
        let Words(first, second, third) = Words::of(&mut input);
        let mut memory = MaybeUninit::uninit();
        let node = Node::standing(&mut memory, Self::CHAIN);
        // SAFETY: the node is alive until this returns, and nobody else has it. Its buffer is empty, so a stage may be put in, and it is chained then. What is
        // handed over as its sender's reference is none, which nobody gives back of a node that stands. The input is taken once. A
        // node that comes back is ready, and its value is taken once, here; of one that does not, the buffer has the receiver of what it waits for.
        unsafe {
            put(node, ManuallyDrop::new((captured, step)));
            match Self::fire_chain(node, first, second, third) {
                Some(_) => MaybeReady::Ready(get_value::<O>(node)),
                None => MaybeReady::Pending(get::<Receiver<O>>(node)),
            }
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

/// Attaches a stage: to the node that `receiver` is of if nothing waits there, and in a node of its own if not.
///
/// Of each chain there is a copy, so what does not depend on the stage is elsewhere.
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
    // SAFETY: the vtable is that of such a stage.
    unsafe { attach_as(receiver, false, captured, step, Continuation::<O, U, C, K, G>::VTABLE) }
}

/// The same for all that a chain does; in a node of its own also if `apart` is set.
#[inline]
pub(super) fn attach_chain<O: Payload, U: Payload, C, K, G>(
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
    // SAFETY: the vtable is that of such a stage.
    unsafe { attach_as(receiver, apart, captured, step, Continuation::<O, U, C, K, G>::CHAIN) }
}

/// # Safety
///
/// `vtable` is that of a `C` and a `K`, which make a `U` of an `O`.
#[inline(always)]
unsafe fn attach_as<O: Payload, U: Payload, C, K>(
    receiver: Receiver<O>,
    apart: bool,
    captured: C,
    step: K,
    vtable: &'static VTable,
) -> Receiver<U> {
    // Nothing below unwinds before the stage is in its node; said so, there is no copy of its drop here.
    let stage = ManuallyDrop::new((captured, step));
    // SAFETY: the place is a node with an empty buffer, and its vtable is set to that of what is put in.
    unsafe {
        let place = Place::behind(receiver, apart);
        put(place.node, stage);
        place.hold(vtable)
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
