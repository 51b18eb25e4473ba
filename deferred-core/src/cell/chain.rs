//! Attaches a chain to its source. The one case that is compiled with each chain is a source that is pending and in
//! whose node nothing waits: the chain is put there. All other cases (the value is ready, the stack is too deep,
//! something waits already) are functions of the payloads, compiled once, which have the chain as an [`ErasedStage`].

use super::attach::{Continuation, Place};
use super::buffer::{get, get_value, put, put_at, put_by_reference};
use super::node::{Node, NodePtr, State};
use super::run::{VTable, Words, later};
use super::{MaybeReady, Receiver};
use crate::flavour::Payload;
use crate::runtime::trampoline;
use core::alloc::Layout;
use core::mem::{ManuallyDrop, MaybeUninit};

/// The vtable and the layout of a stage, for functions that do not know its type.
pub(super) struct StageKind {
    pub(super) vtable: VTable,
    pub(super) layout: Layout,
}

/// A stage of a type that is not known: a `(C, K)` at an address, which is copied out of there once. The place is
/// alive until then, and does not drop the stage.
#[derive(Clone, Copy)]
struct ErasedStage {
    at: *const (),
    kind: &'static StageKind,
}

/// Continues with all stages of a chain when the source is ready. `counted` is set if the stages may recurse: past the
/// depth that the stack allows, they wait in the queue.
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
    // Nothing below unwinds before the chain is in its node; `ManuallyDrop` says so, and saves a copy of the drops.
    let (source, stage) = (ManuallyDrop::new(source), ManuallyDrop::new((captured, step)));
    // SAFETY: an empty node is alive, since its receiver is; its buffer is empty, and gets a `(C, K)`, of which `kind` is
    // the kind, and the receiver's reference goes over to the receiver that is returned. Else both locals are alive
    // during the call, which takes each out once; neither is used or dropped here after that.
    unsafe {
        match empty(&source) {
            Some(node) => {
                put(node, stage);
                hold(node, kind);
                MaybeReady::Pending(Receiver::of(node))
            }
            None => {
                // Moved to variables of this branch, so that neither needs a place in memory in the branch above.
                let (source, stage) = (source, stage);
                slow_path(&raw const source, counted, ErasedStage { at: (&raw const stage).cast(), kind })
            }
        }
    }
}

/// [`chain`] for the rest of another chain, which handles on the receiver's node must not reach: so a node that has
/// handles does not get the chain.
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
    // SAFETY: the receiver's reference keeps the node alive, and goes over to the receiver that is returned. A node that is
    // alone has an empty buffer, which gets a `(C, K)`, of which `kind` is the kind. Else the local is alive during the
    // call, which copies it out once; it is not used or dropped here after that.
    unsafe {
        if is_alone(node) {
            put(node, stage);
            hold(node, kind);
            return Receiver::of(node);
        }
        let apart = stage;
        behind::<O, U>(node, ErasedStage { at: (&raw const apart).cast(), kind })
    }
}

/// Whether `node` is pending, nothing waits there, and nobody has a handle on it.
///
/// # Safety
///
/// `node` is alive.
#[inline]
unsafe fn is_alone(node: NodePtr) -> bool {
    // SAFETY: the caller keeps the node alive.
    let shared = unsafe { node.as_ref() };
    shared.state.get() == State::Empty && !shared.has_handles()
}

/// The node of the source, if that is pending and nothing waits there.
#[inline]
fn empty<O: Payload>(source: &MaybeReady<O>) -> Option<NodePtr> {
    match source {
        MaybeReady::Pending(receiver) if receiver.state() == State::Empty => Some(receiver.node),
        _ => None,
    }
}

/// Marks that a stage of that kind is in the buffer.
///
/// # Safety
///
/// `node` was empty, and is alive; its buffer holds a stage of that kind.
#[inline]
unsafe fn hold(node: NodePtr, kind: &'static StageKind) {
    // SAFETY: the caller keeps the node alive.
    let shared = unsafe { node.as_ref() };
    shared.vtable.set(&kind.vtable);
    shared.state.set(State::Chained);
}

/// [`chain`] where the source is ready, or something waits for it already.
///
/// # Safety
///
/// `source` points to a source that the caller hands over, and does not use again. The caller hands over `stage` as
/// well, whose kind is that of a stage which makes a `U` of an `O`.
#[inline(never)]
unsafe fn slow_path<O: Payload, U: Payload>(
    source: *const ManuallyDrop<MaybeReady<O>>,
    counted: bool,
    stage: ErasedStage,
) -> MaybeReady<U> {
    // SAFETY: the pointer is to a live source, which the caller hands over: this is the one copy that is used.
    let source = ManuallyDrop::into_inner(unsafe { source.read() });
    let value = match source.take() {
        Ok(value) => value,
        Err(receiver) => {
            // SAFETY: the receiver's reference goes over, of a node that gives an `O`; so does the stage, which makes a `U` of
            // that, as the caller promises.
            return MaybeReady::Pending(unsafe { behind::<O, U>(receiver.into_node(), stage) });
        }
    };
    if !counted {
        // SAFETY: the stage goes over, which makes a `U` of an `O`, as the caller promises.
        return unsafe { run_standing(value, stage) };
    }
    let Some(level) = trampoline::enter() else {
        let receiver = later(value);
        let node = receiver.into_node();
        // SAFETY: the node is new, so its buffer is empty, and the receiver's reference keeps it alive. The stage has the layout of
        // its kind, and goes over.
        unsafe {
            put_at(node, stage.at, stage.kind.layout);
            hold(node, stage.kind);
        }
        return MaybeReady::Pending(Receiver::of(node));
    };
    // SAFETY: the stage goes over, which makes a `U` of an `O`, as the caller promises.
    let given = unsafe { run_standing(value, stage) };
    drop(level);
    // The end of the level runs the queue, which may have fired the node.
    match given.take() {
        Ok(value) => MaybeReady::Ready(value),
        Err(receiver) => MaybeReady::Pending(receiver),
    }
}

/// Puts a chain into a node of its own, behind a source that is ready, or for which something waits, or whose handles
/// must not reach the chain.
///
/// # Safety
///
/// `source` gives an `O`, and the caller hands over its receiver's reference, and `stage`, which makes a `U` of an `O`.
#[inline(never)]
unsafe fn behind<O: Payload, U: Payload>(source: NodePtr, stage: ErasedStage) -> Receiver<U> {
    // SAFETY: the caller hands over the receiver's reference of `source`. The place is a new node with an empty buffer; the stage
    // has the layout of its kind and goes over, and the vtable is set to that of its kind.
    unsafe {
        let place = Place::behind(Receiver::<O>::of(source), true);
        put_at(place.node, stage.at, stage.kind.layout);
        place.hold(&stage.kind.vtable)
    }
}

/// Runs a chain on an input that is ready, in a node on the stack: so the function that runs here is the one that runs
/// in any other node.
///
/// # Safety
///
/// The caller hands over `stage`, which makes an `O` of an `I`.
unsafe fn run_standing<I: Payload, O: Payload>(input: I, stage: ErasedStage) -> MaybeReady<O> {
    let mut input = ManuallyDrop::new(input);
    let Words(first, second, third) = Words::of(&mut input);
    let mut memory = MaybeUninit::uninit();
    let node = Node::standing(&mut memory, &stage.kind.vtable);
    // SAFETY: the node is alive until this function returns, and nobody else has it. Its buffer is empty, so a stage may be
    // put in, and the node is chained then; `fire` takes the stage out before it runs it, so a stage that does not fit is
    // referred to only while its place is alive. A standing node has no references, and nobody gives one back, so none is
    // handed over as the sender's. The input is taken once. A node that comes back is ready, and its value is taken once,
    // here; if the node does not come back, its buffer holds the receiver of the node that it waits for.
    unsafe {
        put_by_reference(node, stage.at, stage.kind.layout);
        match (stage.kind.vtable.fire)(node, first, second, third) {
            Some(_) => MaybeReady::Ready(get_value::<O>(node)),
            None => MaybeReady::Pending(get::<Receiver<O>>(node)),
        }
    }
}
