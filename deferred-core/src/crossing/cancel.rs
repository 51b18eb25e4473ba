//! Cancelling across threads: the walk up, each node locked in turn, to the innermost that is waited for, whose
//! canceller runs, or which is fired with `Cancelled`.
//!
//! All nodes on the way are locked until it is known what becomes of it, always from below, so two that cancel
//! do not wait for each other. In a ring there is no below: so who has locked some of them and waits for
//! another begins again. What runs foreign code runs when nothing is locked any more.
//!
//! | what stands there | what happens |
//! | --- | --- |
//! | a pair that was not fired | its canceller runs; if that does not fire it, it is fired with `Cancelled` |
//! | the same, where there is no place for that, or behind a shield | the request is noted on the way down |
//! | a pair that is fired by others, as a list is | each of them is cancelled, every time; noted as well, if they say so |
//! | the same while this thread does that | the request is noted on the way down |
//! | a canceller that is running | nothing |
//! | a callback that is running, or a value on its way | the request is noted on the way down |
//! | what has its result | nothing |
//!
//! A noted request is taken up, once, when a node that has it waits again.

use super::Parked;
use super::Unfired;
use super::atomics::Turns;
use super::canceller::Kind;
use super::node::{NodePtr, downstream, release};
use super::run;
use super::upstream::Upstream;
use crate::flavour::{CellHandle, Payload};
use crate::runtime::cancel_reentrancy;
use crate::runtime::cancel_reentrancy::{Step, Walks};
use crate::runtime::trampoline;
use crate::runtime::unwind;
use alloc::vec::Vec;
use core::panic::Location;

/// A weak end of a node: it can ask what the node waits for to end.
pub struct Handle {
    node: NodePtr,
}

// SAFETY: a handle keeps memory and cancels, on which all threads agree by the node's atomics; what a cancel
// runs is `Send`, as whoever put it in has promised.
unsafe impl Send for Handle {}
// SAFETY: nothing in the handle itself changes, and all that is done by it goes by the node's atomics.
unsafe impl Sync for Handle {}

impl Handle {
    /// # Safety
    ///
    /// The memory of `node` is there.
    pub(super) unsafe fn to(node: NodePtr) -> Self {
        // SAFETY: somebody who keeps the memory of the node has called this, so it is there to be held once more.
        unsafe { node.as_ref() }.add_reference();
        Handle { node }
    }

    /// The node, of which the handle keeps the memory.
    pub(super) fn node(&self) -> NodePtr {
        self.node
    }

    /// Cancels what the node waits for.
    pub(crate) fn cancel(&self) {
        cancel_reentrancy::cancel(self);
    }

    /// The same for what is of the other flavour: when the stack is free again, if flavours are nested too deep.
    #[cfg(feature = "std")]
    pub(crate) fn cancel_soon(&self) {
        match trampoline::enter() {
            Some(_level) => self.cancel(),
            None => Parked::Cancel(self.clone()).park(),
        }
    }

    /// Whether a cancel waits for the next thing that the node waits for.
    pub(crate) fn is_cancel_pending(&self) -> bool {
        // SAFETY: the handle keeps the node's memory.
        unsafe { self.node.as_ref() }.is_cancel_pending()
    }
}

impl Walks for Handle {
    fn cancel_once(&self, steps: &mut Vec<Step<Self>>) {
        // SAFETY: the handle keeps the node's memory.
        unsafe { cancel(self, steps) }
    }

    fn end_asking(&self) {
        cancel_reentrancy::end(self.node.cast());
    }

    fn note_pending_cancel(&self, source: &Self) -> bool {
        // SAFETY: the handle keeps the node's memory. The source is locked, so it is alive, and owns its canceller.
        unsafe {
            let path = LockedPath::up(self.node);
            let is_there = path.source == source.node
                && path.source.as_ref().phase().is_unfired()
                && matches!(path.upstream, Upstream::Canceller(header) if matches!(header.as_ref().kind(), Kind::Forwards(_)));
            if is_there {
                path.note_pending_cancel();
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
        // SAFETY: the handle is ours.
        unsafe { release(self.node) }
    }
}

/// Where the pair was made, as long as nothing was upstream of it.
///
/// # Safety
///
/// `node` is alive.
pub(super) unsafe fn made(node: NodePtr) -> Option<&'static Location<'static>> {
    // SAFETY: the node is alive; it owns its canceller while it is locked.
    unsafe {
        let upstream = node.as_ref().lock();
        let made = upstream.made();
        node.as_ref().unlock(upstream);
        made
    }
}

/// The sender of `node` goes. Says whether a canceller is running, which decides then what comes.
///
/// # Safety
///
/// The caller has the sender; it hands it over if that is so.
pub(super) unsafe fn sender_dropped(node: NodePtr) -> bool {
    // SAFETY: the node is alive.
    let shared = unsafe { node.as_ref() };
    if !shared.may_have_canceller() {
        return false;
    }
    let upstream = shared.lock();
    let is_asked = matches!(upstream, Upstream::Cancelling(_)) && shared.phase().is_unfired();
    if is_asked {
        shared.sender_dropped();
    }
    shared.unlock(upstream);
    is_asked
}

/// The path from a node up to the innermost that it waits for. All of it is locked.
pub(super) struct LockedPath {
    pub(super) node: NodePtr,
    pub(super) source: NodePtr,
    /// What is to stand upstream of the source.
    pub(super) upstream: Upstream,
    is_noted: bool,
}

impl LockedPath {
    /// # Safety
    ///
    /// The memory of `node` is there.
    pub(super) unsafe fn up(node: NodePtr) -> Self {
        let mut turns = Turns::default();
        loop {
            // SAFETY: the caller keeps the memory of the node until this returns, however often it is tried.
            if let Some(path) = unsafe { LockedPath::try_up(node) } {
                return path;
            }
            turns.wait();
        }
    }

    /// The same, unless somebody else has one of the nodes that `node` waits for.
    unsafe fn try_up(node: NodePtr) -> Option<Self> {
        // SAFETY: what a node waits for is alive while the node is locked, since it is unlinked under that lock.
        unsafe {
            let mut path = LockedPath { node, source: node, upstream: node.as_ref().lock(), is_noted: false };
            while let Upstream::Node(next) = path.upstream
                && next != node
            {
                let upstream = next.as_ref().try_lock()?;
                path.source = next;
                path.upstream = upstream;
            }
            Some(path)
        }
    }

    /// Ends it, and leaves a note that a cancel waits for the next thing that they wait for.
    fn note_pending_cancel(mut self) {
        self.is_noted = true;
    }

    /// Takes the right to fire the source, in place of its sender, which will see that by the phase.
    fn claim(&self) -> bool {
        // SAFETY: the source is locked, so it is alive.
        unsafe {
            let source = self.source.as_ref();
            if source.is_sender_dropped() {
                return source.claim();
            }
            source.add_reference();
            let claimed = source.claim();
            if !claimed {
                release(self.source);
            }
            claimed
        }
    }
}

impl Drop for LockedPath {
    fn drop(&mut self) {
        let (mut on, mut upstream) = (self.source, self.upstream);
        loop {
            // SAFETY: the node is locked, so it is alive, and what it is upstream of as well.
            let below = unsafe {
                if self.is_noted {
                    on.as_ref().set_cancel_pending();
                }
                let below = (on != self.node).then(|| downstream(on));
                on.as_ref().unlock(upstream);
                below
            };
            let Some(below) = below else { return };
            upstream = Upstream::Node(on);
            on = below;
        }
    }
}

/// Whether `node` waits for what `source` gives, which can still be fired. Two threads that make one wait for the other, and
/// that for the first, do not see it if they do so at the same moment.
///
/// # Safety
///
/// Both are alive.
#[inline]
pub(super) unsafe fn waits_for(node: NodePtr, source: NodePtr) -> bool {
    // SAFETY: the caller keeps both alive, and what `node` waits for is alive while it is locked.
    unsafe {
        if node == source {
            return true;
        }
        // What comes from the source has a place behind it, or a handle on it: without either nobody need look.
        let may_come = || source.as_ref().phase().has_downstream() || source.as_ref().has_handles();
        if !node.as_ref().may_wait() || !may_come() {
            return false;
        }
        let path = LockedPath::up(node);
        if path.source == source {
            return true;
        }
        let may_have_canceller = matches!(path.upstream, Upstream::Canceller(_));
        drop(path);
        may_have_canceller && Handle::to(node).comes_from(source.as_ptr().cast_const().cast())
    }
}

/// Cancels what the node of `handle` waits for; what is to be cancelled in its place is put on top of `steps`.
///
/// # Safety
///
/// The handle keeps the memory of the node while this runs.
unsafe fn cancel(handle: &Handle, steps: &mut Vec<Step<Handle>>) {
    // SAFETY: the source is locked. Held, it is there when that ends.
    unsafe {
        let mut path = LockedPath::up(handle.node);
        let source = path.source.as_ref();
        let phase = source.phase();
        if phase.is_settled() && path.source == handle.node {
            return;
        }
        if !phase.is_unfired() {
            return path.note_pending_cancel();
        }
        match path.upstream {
            Upstream::Made(made) => (source.vtable().cancel)(path, made, LockedPath::note_pending_cancel),
            Upstream::Canceller(header) => match header.as_ref().kind() {
                Kind::Shields => path.note_pending_cancel(),
                Kind::Forwards(ask) => {
                    let (node, asked) = (handle.clone(), Handle::to(path.source));
                    if !cancel_reentrancy::begin(path.source.cast()) {
                        return path.note_pending_cancel();
                    }
                    cancel_reentrancy::ask_each(steps, node, asked, |visit| ask(header, path, visit));
                }
                Kind::Asks(ask) => {
                    // What a canceller does may be to cancel.
                    let Some(_level) = trampoline::enter() else {
                        drop(path);
                        return Parked::Cancel(handle.clone()).park();
                    };
                    let asked = Cancelling(Handle::to(path.source));
                    path.upstream = Upstream::Cancelling(header.as_ref().made());
                    drop(path);
                    ask(header, asked.0.node);
                    drop(asked);
                }
            },
            Upstream::Nothing => path.note_pending_cancel(),
            Upstream::Cancelling(_) | Upstream::Node(_) => {}
        }
    }
}

/// A pair whose canceller is running. Whether that panics or not, the pair does not go on waiting.
struct Cancelling(Handle);

impl Drop for Cancelling {
    fn drop(&mut self) {
        /// There is no place for a cancel, or something else came first.
        fn go_on(path: LockedPath) {
            // SAFETY: the source is locked, so it is alive. A claim that nobody has any more is ours.
            unsafe {
                let source = path.source;
                if source.as_ref().is_sender_dropped() && source.as_ref().claim() {
                    drop(path);
                    drop(Unfired(source));
                }
            }
        }

        // SAFETY: the handle keeps the memory, and what was not fired is alive.
        unwind::contain(|| unsafe {
            let mut path = LockedPath::up(self.0.node);
            if let Upstream::Cancelling(made) = path.upstream
                && path.source == self.0.node
                && path.source.as_ref().phase().is_unfired()
            {
                path.upstream = Upstream::Made(made);
                (path.source.as_ref().vtable().cancel)(path, made, go_on);
            }
        });
    }
}

/// Fires `source` with what its canceller has said.
///
/// # Safety
///
/// The caller keeps the memory of `source`, which takes an `I`.
pub(super) unsafe fn fire_asked<I: Payload>(source: NodePtr, input: I) {
    // SAFETY: the memory is there; what was not fired is alive.
    unsafe {
        let path = LockedPath::up(source);
        let is_first =
            matches!(path.upstream, Upstream::Cancelling(_)) && path.source == source && path.claim();
        drop(path);
        if is_first { run::fire(source, input) } else { input.come_too_late() }
    }
}

/// Fires the source of a path with what a cancelled one gives; or does `otherwise`, if there is no such thing or somebody was first.
pub(super) type Cancel = unsafe fn(LockedPath, &'static Location<'static>, otherwise: fn(LockedPath));

/// See [`Cancel`].
///
/// # Safety
///
/// The source takes an `I`.
pub(super) unsafe fn fire_cancelled<I: Payload>(
    path: LockedPath,
    made: &'static Location<'static>,
    otherwise: fn(LockedPath),
) {
    let Some(input) = I::cancelled(made) else { return otherwise(path) };
    let source = path.source;
    if path.claim() {
        drop(path);
        // SAFETY: the source takes an `I`, and the claim is ours.
        unsafe { run::fire(source, input) };
    } else {
        otherwise(path);
        input.come_too_late();
    }
}

/// `node`, on which a cancel was noted, waits for something again: gives a handle that can cancel it for all who asked.
///
/// # Safety
///
/// `node` is alive, and nobody can fire it in the meantime.
#[cold]
#[must_use]
pub(super) unsafe fn take_up(node: NodePtr) -> Handle {
    // SAFETY: a node downstream is alive as long as nobody can fire what it waits for.
    unsafe {
        let mut last = node;
        last.as_ref().clear_cancel_pending();
        while last.as_ref().phase().has_downstream()
            && let below = downstream(last)
            && below.as_ref().is_cancel_pending()
        {
            below.as_ref().clear_cancel_pending();
            last = below;
        }
        Handle::to(last)
    }
}
