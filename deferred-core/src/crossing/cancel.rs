//! Cancelling across threads: walks up to the innermost node that is waited for, locking each, and runs its
//! canceller, or fires the node with `Cancelled`.
//!
//! All nodes on the path stay locked until the cancel is decided, and are locked from downstream to upstream, so
//! two cancels cannot deadlock. A cycle has no lock order: there each node is tried only, and a failure releases
//! the path and retries. Foreign code runs when nothing is locked any more.
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
//! A noted request is taken up, once, when a node that carries the note waits again.

use super::Parked;
use super::Unfired;
use super::atomics::Turns;
use super::canceller::Kind;
use super::node::{NodePtr, downstream, release};
use super::run;
use super::state::Upstream;
use crate::flavour::{CellHandle, Payload};
use crate::runtime::cancel_reentrancy;
use crate::runtime::cancel_reentrancy::{Step, Walks};
use crate::runtime::trampoline;
use crate::runtime::unwind;
use alloc::vec::Vec;
use core::panic::Location;

/// A weak end of a node: a handle can cancel what the node waits for, and keeps the node's memory only.
pub struct Handle {
    node: NodePtr,
}

// SAFETY: a handle keeps memory and cancels, and threads synchronize both by the node's atomics; the code that a
// cancel runs is `Send`, as whoever set it has promised.
unsafe impl Send for Handle {}
// SAFETY: nothing in the handle itself changes, and all that its methods do goes through the node's atomics.
unsafe impl Sync for Handle {}

impl Handle {
    /// # Safety
    ///
    /// The memory of `node` is kept.
    pub(super) unsafe fn to(node: NodePtr) -> Self {
        // SAFETY: the caller keeps the memory of the node, so a reference can be added.
        unsafe { node.as_ref() }.add_reference();
        Handle { node }
    }

    /// The node whose memory the handle keeps.
    pub(super) fn node(&self) -> NodePtr {
        self.node
    }

    /// Cancels what the node waits for.
    pub(crate) fn cancel(&self) {
        cancel_reentrancy::cancel(self);
    }

    /// [`cancel`](Self::cancel) for a node of the other flavour: put off until the stack is free again, if flavours
    /// are nested too deep.
    #[cfg(feature = "std")]
    pub(crate) fn cancel_soon(&self) {
        match trampoline::enter() {
            Some(_level) => self.cancel(),
            None => Parked::Cancel(self.clone()).park(),
        }
    }

    /// Whether a cancel waits for the next node that this one waits for.
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
        // SAFETY: the handle is ours, and is given back once, by its drop.
        unsafe { release(self.node) }
    }
}

/// Where the pair was made, unless another node was linked upstream of it.
///
/// # Safety
///
/// `node` is alive.
pub(super) unsafe fn made(node: NodePtr) -> Option<&'static Location<'static>> {
    // SAFETY: the caller keeps the node alive; the node owns its canceller while it is locked.
    unsafe {
        let upstream = node.as_ref().lock();
        let made = upstream.made();
        node.as_ref().unlock(upstream);
        made
    }
}

/// Notes that the sender of `node` is dropped. Returns whether a canceller is running, which decides the result
/// then.
///
/// # Safety
///
/// The caller owns the sender, and hands it over if this returns true.
pub(super) unsafe fn sender_dropped(node: NodePtr) -> bool {
    // SAFETY: the sender keeps the node alive.
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

/// The path from a node up to the innermost that it waits for, all of it locked.
pub(super) struct LockedPath {
    pub(super) node: NodePtr,
    pub(super) source: NodePtr,
    /// What is put back upstream of the source when the path is unlocked.
    pub(super) upstream: Upstream,
    is_noted: bool,
}

impl LockedPath {
    /// # Safety
    ///
    /// The memory of `node` is kept.
    pub(super) unsafe fn up(node: NodePtr) -> Self {
        let mut turns = Turns::default();
        loop {
            // SAFETY: the caller keeps the memory of the node until this function returns, in each attempt.
            if let Some(path) = unsafe { LockedPath::try_up(node) } {
                return path;
            }
            turns.wait();
        }
    }

    /// [`up`](Self::up), unless another thread has locked one of the nodes upstream.
    unsafe fn try_up(node: NodePtr) -> Option<Self> {
        // SAFETY: a node that another waits for is alive while the latter is locked, since it is unlinked under
        // that lock.
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

    /// Unlocks the path, and notes that a cancel waits for the next node that its nodes wait for.
    fn note_pending_cancel(mut self) {
        self.is_noted = true;
    }

    /// Claims the source in place of its sender, which learns of it by the phase.
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
            // SAFETY: the node is locked, so it is alive, and so is the node downstream of it.
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

/// Whether `node` waits for the result of `source`, which can still be fired. Two threads that link two nodes to
/// each other at the same moment do not see the ring.
///
/// # Safety
///
/// Both are alive.
#[inline]
pub(super) unsafe fn waits_for(node: NodePtr, source: NodePtr) -> bool {
    // SAFETY: the caller keeps both alive, and a node that `node` waits for is alive while `node` is locked.
    unsafe {
        if node == source {
            return true;
        }
        // A node that waits for the source is downstream of it, or reached by a handle: a source with neither needs
        // no walk.
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

/// Cancels what the node of `handle` waits for. Members of a group that are to be cancelled instead are pushed on
/// `steps`.
///
/// # Safety
///
/// The handle keeps the memory of the node while this runs.
unsafe fn cancel(handle: &Handle, steps: &mut Vec<Step<Handle>>) {
    // SAFETY: the source is locked, so it is alive; a handle on it keeps its memory once it is unlocked.
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
                    // A canceller may cancel in turn, so it counts as a level of nesting.
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

/// A pair whose canceller is running. Its drop fires the pair if the canceller did not, even by a panic.
struct Cancelling(Handle);

impl Drop for Cancelling {
    fn drop(&mut self) {
        /// The cancel has no place here, or something else came first.
        fn go_on(path: LockedPath) {
            // SAFETY: the source is locked, so it is alive. If its sender was dropped meanwhile, the claim is ours.
            unsafe {
                let source = path.source;
                if source.as_ref().is_sender_dropped() && source.as_ref().claim() {
                    drop(path);
                    drop(Unfired(source));
                }
            }
        }

        // SAFETY: the handle keeps the memory, and a node that was not fired is alive.
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

/// Fires `source` with the reply of its canceller.
///
/// # Safety
///
/// The caller keeps the memory of `source`, which takes an `I`.
pub(super) unsafe fn fire_asked<I: Payload>(source: NodePtr, input: I) {
    // SAFETY: the caller keeps the memory, and a node that was not fired is alive.
    unsafe {
        let path = LockedPath::up(source);
        let is_first =
            matches!(path.upstream, Upstream::Cancelling(_)) && path.source == source && path.claim();
        drop(path);
        if is_first { run::fire(source, input) } else { input.come_too_late() }
    }
}

/// Fires the source of a path with the result of a cancelled pair; or calls `otherwise`, if its type has none or
/// another was first.
pub(super) type Cancel = unsafe fn(LockedPath, &'static Location<'static>, otherwise: fn(LockedPath));

/// The [`Cancel`] function of a node that takes an `I`.
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

/// Takes up the cancel that was noted on `node`, which waits again: returns a handle that cancels for all who
/// asked.
///
/// # Safety
///
/// `node` is alive, and nobody can fire it in the meantime.
#[cold]
#[must_use]
pub(super) unsafe fn take_up(node: NodePtr) -> Handle {
    // SAFETY: a node downstream is alive as long as nobody can fire the node that it waits for.
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
