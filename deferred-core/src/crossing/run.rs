//! The sender's side across threads: firing a node or abandoning it, and delivering results downstream.
//!
//! Nodes that wait for one another are delivered in a loop, not by recursion: settling one returns the next node to
//! deliver.

use super::cancel;
use super::cancel::Cancel;
use super::canceller;
use super::node::{Node, NodePtr, downstream, get, put, release, set_downstream, unlink};
use super::state::{Phase, Upstream};
use super::{MaybeReady, Parked, Receiver, Unfired};
use crate::error::unhandled;
use crate::flavour::Payload;
use crate::runtime::trampoline;
use crate::runtime::unwind::Panicked;
use crate::{Site, Stage};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;

/// A node that is settled and has a node downstream, which the caller is to deliver.
pub(super) type Next = Option<NodePtr>;

/// What a node can do, as functions that fit the content of its buffer.
pub(super) struct VTable {
    /// Takes the input out of the pointer, and runs. The caller hands over the claim.
    pub(super) fire: unsafe fn(NodePtr, *mut ()) -> Next,
    /// Hands the value to the node downstream. The caller is who delivers.
    pub(super) deliver: unsafe fn(NodePtr) -> Next,
    /// Drops the content of a node that was claimed and will not be fired.
    pub(super) discard: unsafe fn(NodePtr),
    /// Fires the node with the result of a cancelled pair, if its type has one and nobody was first.
    pub(super) cancel: Cancel,
}

/// The vtable of a node that takes an `O` and gives it. The buffer holds the `O` once the node is ready.
pub(super) struct Value<O>(PhantomData<O>);

impl<O: Payload> Value<O> {
    pub(super) const VTABLE: &'static VTable = &VTable {
        fire: Self::fire,
        deliver: Self::deliver,
        discard: Self::discard,
        cancel: cancel::fire_cancelled::<O>,
    };

    unsafe fn fire(node: NodePtr, input: *mut ()) -> Next {
        // SAFETY: the caller hands over the claim, and an `O` behind the pointer.
        unsafe { settle(node, input.cast::<O>().read()) }
    }

    unsafe fn deliver(node: NodePtr) -> Next {
        // SAFETY: the node is ready, so there is an `O`, and we deliver it, so nobody else takes that; the node
        // downstream takes an `O`, and is claimed.
        unsafe {
            let mut value = ManuallyDrop::new(get::<O>(node));
            let downstream = unlink(node);
            (downstream.as_ref().vtable().fire)(downstream, (&raw mut value).cast())
        }
    }

    unsafe fn discard(_: NodePtr) {}
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
        discard: Self::discard,
        cancel: cancel::fire_cancelled::<I>,
    };

    unsafe fn fire(node: NodePtr, input: *mut ()) -> Next {
        // SAFETY: the caller hands over the claim, and an `I` behind the pointer. The buffer holds a stage; the
        // vtable is changed before it is taken out.
        unsafe {
            let stage = get::<(C, K)>(node);
            run::<I, O, C, K, G>(node, stage, input.cast::<I>().read())
        }
    }

    unsafe fn discard(node: NodePtr) {
        // SAFETY: the node was claimed, so the buffer is the caller's. The buffer holds a stage; the vtable is
        // changed before it is dropped.
        unsafe {
            node.as_ref().set_vtable(Value::<O>::VTABLE);
            drop(get::<(C, K)>(node));
        }
    }
}

/// The vtable of a carrier, which holds an `O` for the node downstream and is in a queue.
pub(super) struct Carried<O>(PhantomData<O>);

impl<O: Payload> Carried<O> {
    pub(super) const VTABLE: &'static VTable = &VTable {
        fire: never_fired,
        deliver: Value::<O>::deliver,
        discard: Self::discard,
        cancel: cancel::fire_cancelled::<O>,
    };

    unsafe fn discard(node: NodePtr) {
        // SAFETY: the queue owns the node, so the buffer is the caller's. The buffer holds an `O`; the vtable is
        // changed before it is dropped.
        unsafe {
            node.as_ref().set_vtable(Value::<O>::VTABLE);
            drop(get::<O>(node));
        }
    }
}

/// Unreachable: the stage leaves the buffer before a value comes, and the vtable changes with it.
unsafe fn never_ready(_: NodePtr) -> Next {
    unreachable!("a chained node has no value to deliver")
}

unsafe fn never_fired(_: NodePtr, _: *mut ()) -> Next {
    unreachable!("what is queued has its value")
}

/// Runs `stage` on an input, and settles `node` with its result.
///
/// # Safety
///
/// `node` is claimed, gives an `O`, and its buffer is empty; the caller hands over the claim.
#[inline]
#[must_use]
pub(super) unsafe fn run<I, O: Payload, C, K, G>(node: NodePtr, (captured, step): (C, K), input: I) -> Next
where
    K: FnOnce(C, I) -> G,
    G: Into<MaybeReady<O>>,
{
    // SAFETY: the claim is ours.
    unsafe {
        node.as_ref().set_vtable(Value::<O>::VTABLE);
        let running = Unfired(node);
        let given = step(captured, input);
        come_to::<O>(running, given.into())
    }
}

/// Settles a running node with the result of its stage: a value, or another node to wait for.
///
/// # Safety
///
/// The node of `running` gives an `O`, and its buffer is empty.
#[inline(always)]
#[must_use]
unsafe fn come_to<O: Payload>(running: Unfired, given: MaybeReady<O>) -> Next {
    let node = running.0;
    core::mem::forget(running);
    match given {
        // SAFETY: the claim is ours, of a node that gives an `O` and whose buffer is empty.
        MaybeReady::Ready(value) => unsafe { settle(node, value) },
        // SAFETY: the same node, and the same claim.
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
    // SAFETY: the claim is ours, of a node that gives an `O` and whose buffer is empty.
    unsafe {
        match receiver.take() {
            Ok(value) => settle(node, value),
            Err(receiver) => wait_for(node, receiver),
        }
    }
}

/// Fires `node` with `input`, and delivers downstream as far as that goes; when the stack is free again, if it is
/// too deep now.
///
/// # Safety
///
/// `node` takes an `I` and is claimed; the caller hands over the claim.
pub(super) unsafe fn fire<I: Payload>(node: NodePtr, input: I) {
    let mut input = ManuallyDrop::new(input);
    // SAFETY: the node takes an `I`, and its claim goes over; `input` is an `I` in a `ManuallyDrop`, so it is not
    // dropped here.
    unsafe { fire_from(node, (&raw mut input).cast::<I>()) }
}

/// [`fire`] with an input that stays in its place, so that it is copied only once.
///
/// # Safety
///
/// As for [`fire`]; the caller hands over an `I` behind the pointer.
#[inline]
pub(super) unsafe fn fire_from<I: Payload>(node: NodePtr, input: *mut I) {
    // SAFETY: the node takes an `I` and is claimed, so its vtable is that of an `I`. The pointer is to an `I`,
    // which is read once: by the carrier, or by the vtable's function.
    unsafe {
        let Some(_level) = trampoline::enter() else {
            return Parked::Deliver(Unfired(Node::carrier(input.read(), node))).park();
        };
        let next = (node.as_ref().vtable().fire)(node, input.cast());
        if next.is_some() {
            deliver_all(next);
        }
    }
}

/// Delivers from node to node downstream, as far as it goes.
///
/// # Safety
///
/// `next` is settled and waited for, and the caller is who delivers it.
pub(super) unsafe fn deliver_all(mut next: Next) {
    while let Some(node) = next {
        // SAFETY: the contract that the caller keeps for the first node, each node keeps for the next.
        next = unsafe {
            if node.as_ref().is_abandoned() {
                return tear_all(node);
            }
            (node.as_ref().vtable().deliver)(node)
        };
    }
}

/// [`deliver_all`] for an abandoned node: tears down all nodes downstream, even if a drop panics.
///
/// # Safety
///
/// As for [`deliver_all`].
#[cold]
unsafe fn tear_all(node: NodePtr) {
    let mut panicked = Panicked::default();
    let mut next = Some(node);
    while let Some(node) = next {
        // SAFETY: each node is settled and has a node downstream, and is ours to deliver; the node downstream comes
        // with the claim. Nodes downstream of an abandoned node are abandoned, too.
        next = unsafe { abandon(unlink(node), &mut panicked) };
    }
    panicked.resume();
}

/// Makes `node` ready with `value`.
///
/// # Safety
///
/// `node` is claimed, gives an `O`, and its buffer is empty; the caller hands over the claim.
#[inline]
#[must_use]
unsafe fn settle<O: Payload>(node: NodePtr, value: O) -> Next {
    // SAFETY: the buffer is ours until the node is settled, and the vtable says what is in it. After that the node
    // is ours if the receiver was dropped or a node waits downstream, and not any more if neither was published.
    unsafe {
        put(node, value);
        let said = node.as_ref().settle(Phase::READY);
        if said.has_downstream() {
            return Some(node);
        }
        if said.is_receiver_dropped() {
            drop(take_out::<O>(node));
        }
        None
    }
}

/// Takes the value out of a node that nobody else uses.
///
/// # Safety
///
/// `node` is ready, gives an `O`, and the caller has its right to the value.
#[inline]
pub(super) unsafe fn take_out<O: Payload>(node: NodePtr) -> O {
    // SAFETY: a ready node holds an `O`, and its sender is done with it.
    unsafe {
        let value = get::<O>(node);
        release(node);
        value
    }
}

/// Abandons `node`, whose value will never come: drops its content first, and marks the node then. A panic of that
/// drop goes on when all nodes downstream were torn down.
///
/// # Safety
///
/// `node` is claimed, and the caller hands over the claim.
#[must_use]
pub(super) unsafe fn abandon(node: NodePtr, panicked: &mut Panicked) -> Next {
    // SAFETY: the claim is ours, and so are the buffer and the canceller. The vtable says what is in the buffer,
    // and that it is empty once the content is dropped. `settle` returns who owns the node after that.
    unsafe {
        if let Some(unused) = canceller::take_canceller(node) {
            panicked.run(|| drop(unused));
        }
        panicked.run(|| (node.as_ref().vtable().discard)(node));
        let said = node.as_ref().settle(Phase::ABANDONED);
        if said.has_downstream() {
            return Some(node);
        }
        if said.is_receiver_dropped() {
            release(node);
        }
        None
    }
}

/// Abandons `node`, and tears down all nodes downstream.
///
/// # Safety
///
/// As for [`abandon`].
pub(super) unsafe fn tear(node: NodePtr) {
    let mut panicked = Panicked::default();
    // SAFETY: the claim is ours, and goes over.
    unsafe {
        let next = abandon(node, &mut panicked);
        panicked.run(|| deliver_all(next));
    }
    panicked.resume();
}

/// Makes `node` give the result of `inner`.
///
/// # Safety
///
/// As for [`settle`].
#[must_use]
unsafe fn wait_for<O: Payload>(node: NodePtr, inner: Receiver<O>) -> Next {
    // SAFETY: both nodes are alive: we have the claim of one, and the right to the value of the other.
    unsafe {
        if cancel::waits_for(inner.node, node) {
            // The node waits for its own value, which will never come. A node that another thread has fired does
            // not know where it was made any more.
            let made = cancel::made(node).unwrap_or_else(Location::caller);
            // Torn down after the report, even if the report panics.
            let _torn = Unfired(node);
            unhandled::abandoned(Site::at(made, Stage::Pending));
            return None;
        }
        let inner = inner.into_node();
        let waiting = place_over(node, inner);
        wait(inner, waiting)
    }
}

/// Puts `inner` in the place of `node`, or upstream of it, and returns the node that waits for `inner` now.
///
/// The place goes over if `node` has a node downstream, so that a loop of nodes that wait for one another stays one
/// node long. A handle on `node` stands for the node that it waits for, so then `node` stays.
///
/// # Safety
///
/// `node` is claimed and its buffer empty, and the caller has the right to the value of `inner`; claim and right go
/// over.
unsafe fn place_over(node: NodePtr, inner: NodePtr) -> NodePtr {
    // SAFETY: the node downstream is alive, since nobody else can fire it. While it is locked, nobody can get to
    // `node` who had no handle on it before.
    unsafe {
        if node.as_ref().phase().has_downstream() {
            let downstream = downstream(node);
            let upstream = downstream.as_ref().lock();
            if !node.as_ref().has_handles() {
                set_downstream(inner, downstream);
                downstream.as_ref().unlock(Upstream::Node(inner));
                release(node);
                return downstream;
            }
            downstream.as_ref().unlock(upstream);
        }
        set_downstream(inner, node);
        node.as_ref().lock();
        node.as_ref().unlock(Upstream::Node(inner));
        node
    }
}

/// Publishes to `inner` that its node downstream, `waiting`, is set, and takes up a cancel that was noted there.
///
/// # Safety
///
/// The downstream of `inner` was set to `waiting`, and the upstream of `waiting` to `inner`.
#[must_use]
pub(super) unsafe fn wait(inner: NodePtr, waiting: NodePtr) -> Next {
    // SAFETY: nobody can fire `waiting` before it is published to `inner`, so until then all nodes downstream of it
    // are alive. `inner` is alive until whoever comes second delivers it.
    unsafe {
        let noted = waiting.as_ref().is_cancel_pending().then(|| cancel::take_up(waiting));
        let next = inner.as_ref().publish_downstream().is_settled().then_some(inner);
        match noted {
            Some(noted) => cancel_noted(&noted, next),
            None => next,
        }
    }
}

/// Cancels what was noted, before `next` is delivered; after, if the cancel panics.
///
/// # Safety
///
/// `next` is settled and has a node downstream, and the caller is who delivers it.
#[cold]
#[must_use]
unsafe fn cancel_noted(noted: &cancel::Handle, next: Next) -> Next {
    let mut panicked = Panicked::default();
    panicked.run(|| noted.cancel());
    if !panicked.is_any() {
        return next;
    }
    // SAFETY: `next` is the caller's to deliver, and nobody else was told of it.
    panicked.run(|| unsafe { deliver_all(next) });
    panicked.resume();
    None
}
