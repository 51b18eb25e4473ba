//! Attaches a chain to its source. If nothing waits in the source's node, the chain is put there. All other cases (the value is ready,
//! the stack is too deep, something waits already) are functions of the payloads, so that there is no copy of them for each chain.

use super::attach::{Continuation, Place};
use super::buffer::{get, get_value, lay, put, put_at};
use super::node::{Node, NodePtr, State};
use super::run::{VTable, Words, later};
use super::{MaybeReady, Receiver};
use crate::flavour::Payload;
use crate::runtime::trampoline;
use core::alloc::Layout;
use core::mem::{ManuallyDrop, MaybeUninit};

/// A continuation's vtable and layout, for functions that do not know its type.
pub(super) struct Kind {
    pub(super) vtable: VTable,
    pub(super) layout: Layout,
}

/// A continuation that lies where its owner keeps it, and is taken out of there once.
#[derive(Clone, Copy)]
struct Laid {
    at: *const (),
    kind: &'static Kind,
}

/// Continues with all stages of a chain when the source is ready. `counted` is set if they may come back here: too deep a recursion waits
/// in the queue. A `U` fits into a node; any other would take memory to be given.
#[inline(always)]
pub(super) fn chain<O: Payload, U: Payload, C, K, G>(
    source: MaybeReady<O>,
    counted: bool,
    captured: C,
    step: K,
) -> MaybeReady<U>
where
    C: 'static,
    K: FnOnce(C, O) -> G + 'static,
    G: Into<MaybeReady<U>>,
{
    let kind = Continuation::<O, U, C, K, G>::CHAIN;
    // Nothing below unwinds before the chain is in its node; said so, there is no copy of a drop here.
    let (source, stage) = (ManuallyDrop::new(source), ManuallyDrop::new((captured, step)));
    // SAFETY: the kind is that of what is in the chain, which makes a `U` of an `O`. Both are taken out once: by who holds the node, or by the last of the three.
    unsafe {
        match empty(&source) {
            Some(node) => {
                put(node, stage);
                hold(node, kind);
                MaybeReady::Pending(Receiver::of(node))
            }
            None => {
                // Apart, so that neither has a place in memory on the way above.
                let (source, stage) = (source, stage);
                otherwise(&raw const source, counted, Laid { at: (&raw const stage).cast(), kind })
            }
        }
    }
}

/// [`chain`] for the rest of another chain, which handles on the receiver's node must not reach.
#[inline]
pub(super) fn chain_other<O: Payload, U: Payload, C, K, G>(
    receiver: Receiver<O>,
    captured: C,
    step: K,
) -> Receiver<U>
where
    C: 'static,
    K: FnOnce(C, O) -> G + 'static,
    G: Into<MaybeReady<U>>,
{
    let kind = Continuation::<O, U, C, K, G>::CHAIN;
    let (node, stage) = (receiver.into_node(), ManuallyDrop::new((captured, step)));
    // SAFETY: as there; the receiver's reference keeps the node, and goes over.
    unsafe {
        if is_alone(node) {
            put(node, stage);
            hold(node, kind);
            return Receiver::of(node);
        }
        let apart = stage;
        behind::<O, U>(node, Laid { at: (&raw const apart).cast(), kind })
    }
}

/// Whether nothing has come and nothing waits there, and nobody has a handle.
///
/// # Safety
///
/// `node` is alive.
#[inline]
unsafe fn is_alone(node: NodePtr) -> bool {
    // SAFETY: the caller keeps it alive.
    let shared = unsafe { node.as_ref() };
    shared.state.get() == State::Empty && !shared.has_handles()
}

/// The node of the source, if nothing has come and nothing waits there.
#[inline]
fn empty<O: Payload>(source: &MaybeReady<O>) -> Option<NodePtr> {
    match source {
        MaybeReady::Pending(receiver) if receiver.state() == State::Empty => Some(receiver.node),
        _ => None,
    }
}

/// A continuation is in the buffer, of that kind.
///
/// # Safety
///
/// `node` was empty, and is alive.
#[inline]
unsafe fn hold(node: NodePtr, kind: &'static Kind) {
    // SAFETY: the caller keeps it alive.
    let shared = unsafe { node.as_ref() };
    shared.vtable.set(&kind.vtable);
    shared.state.set(State::Chained);
}

/// # Safety
///
/// What is laid makes a `U` of an `O`, and goes over, as the source does.
#[inline(never)]
unsafe fn otherwise<O: Payload, U: Payload>(
    source: *const ManuallyDrop<MaybeReady<O>>,
    counted: bool,
    laid: Laid,
) -> MaybeReady<U> {
    // SAFETY: the caller hands it over.
    let source = ManuallyDrop::into_inner(unsafe { source.read() });
    let value = match source.take() {
        Ok(value) => value,
        // SAFETY: as the caller says.
        Err(receiver) => return MaybeReady::Pending(unsafe { behind::<O, U>(receiver.into_node(), laid) }),
    };
    if !counted {
        // SAFETY: as the caller says.
        return unsafe { run_standing(value, laid) };
    }
    let Some(level) = trampoline::enter() else {
        let receiver = later(value);
        let node = receiver.into_node();
        // SAFETY: the node is new and empty, and the caller hands over what is laid.
        unsafe {
            put_at(node, laid.at, laid.kind.layout);
            hold(node, laid.kind);
        }
        return MaybeReady::Pending(Receiver::of(node));
    };
    // SAFETY: as the caller says.
    let given = unsafe { run_standing(value, laid) };
    drop(level);
    // The queue may have brought it when the level ended.
    match given.take() {
        Ok(value) => MaybeReady::Ready(value),
        Err(receiver) => MaybeReady::Pending(receiver),
    }
}

/// Puts a chain behind what has come, or has something that waits for it, or handles that must not reach the chain.
///
/// # Safety
///
/// `source` gives an `O`, and the caller hands over its receiver's reference; and what is laid, which makes a `U` of that.
#[inline(never)]
unsafe fn behind<O: Payload, U: Payload>(source: NodePtr, laid: Laid) -> Receiver<U> {
    // SAFETY: the place is a node with an empty buffer, and its vtable is set to that of what is put in, which the caller hands over.
    unsafe {
        let place = Place::behind(Receiver::<O>::of(source), true);
        put_at(place.node, laid.at, laid.kind.layout);
        place.hold(&laid.kind.vtable)
    }
}

/// Runs a chain on an input that is there: in a node on the stack, so that it is the same function which does it in any other node.
///
/// # Safety
///
/// As for [`otherwise`].
unsafe fn run_standing<I: Payload, O: Payload>(input: I, laid: Laid) -> MaybeReady<O> {
    let mut input = ManuallyDrop::new(input);
    let Words(first, second, third) = Words::of(&mut input);
    let mut memory = MaybeUninit::uninit();
    let node = Node::standing(&mut memory, &laid.kind.vtable);
    // SAFETY: the node is alive until this returns, and nobody else has it. Its buffer is empty, so the chain may be put in, and it is chained
    // then. What is handed over as its sender's reference is none, which nobody gives back of a node that stands. The input is taken once. A
    // node that comes back is ready, and its value is taken once, here; of one that does not, the buffer has the receiver of what it waits for.
    unsafe {
        lay(node, laid.at, laid.kind.layout);
        match (laid.kind.vtable.fire)(node, first, second, third) {
            Some(_) => MaybeReady::Ready(get_value::<O>(node)),
            None => MaybeReady::Pending(get::<Receiver<O>>(node)),
        }
    }
}
