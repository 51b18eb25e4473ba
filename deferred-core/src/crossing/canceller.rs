//! Cancellers across threads: what a pair runs when it is cancelled, boxed beside its node.

use super::cancel;
use super::cancel::{Handle, LockedPath, fire_asked};
use super::node::NodePtr;
use super::state::Upstream;
use crate::flavour::AnyThread;
use crate::flavour::{CancelGroup, Canceller, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::panic::Location;
use core::ptr::NonNull;

/// A canceller of any type, which a node owns.
#[repr(C)]
pub(super) struct CancellerHeader {
    kind: Kind,
    made: &'static Location<'static>,
    discard: unsafe fn(CancellerPtr),
    /// The Deferreds that decide the pair's result. A Deferred that was ready has no handle.
    members: Tells,
}

impl CancellerHeader {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn members(&self) -> Tells {
        self.members
    }

    /// Where the pair was made.
    pub(super) fn made(&self) -> &'static Location<'static> {
        self.made
    }
}

pub(super) type CancellerPtr = NonNull<CancellerHeader>;

/// Lists the Deferreds that decide the result of a pair, which is the source of the path.
type Tells = unsafe fn(CancellerPtr, LockedPath) -> Vec<Option<Handle>>;

#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A function that runs once; the node does not own it any more then.
    Asks(unsafe fn(CancellerPtr, NodePtr)),
    /// A group: every cancel asks it, and its members decide the result.
    Forwards(AsksEach),
    /// A shield: cancels stop there.
    Shields,
}

/// Lists the members of a group that are to be cancelled. The source of the path owns the group.
type AsksEach = unsafe fn(CancellerPtr, LockedPath, VisitHandles<'_, AnyThread>) -> Option<WhenAsked>;

#[repr(C)]
struct CancellerBox<C> {
    header: CancellerHeader,
    canceller: C,
}

impl<C> CancellerBox<C> {
    fn allocate(kind: Kind, made: &'static Location<'static>, members: Tells, canceller: C) -> CancellerPtr {
        let header = CancellerHeader { kind, made, discard: Self::discard, members };
        NonNull::from(Box::leak(Box::new(CancellerBox { header, canceller }))).cast()
    }

    /// # Safety
    ///
    /// The caller owns the canceller, a `CancellerBox<C>`.
    unsafe fn discard(header: CancellerPtr) {
        // SAFETY: `allocate` has made the canceller, as such a box, and the node that owned it has given it up.
        drop(unsafe { Box::<Self>::from_raw(header.cast().as_ptr()) });
    }

    /// # Safety
    ///
    /// As for [`discard`](Self::discard); the caller keeps the memory of `source`, which takes an `I`.
    unsafe fn ask<I: Payload>(header: CancellerPtr, source: NodePtr)
    where
        C: Canceller<I, AnyThread>,
    {
        // SAFETY: `allocate` has made the canceller, as such a box, and the node that owned it has given it up:
        // nobody looks at it any more.
        let it = unsafe { Box::<Self>::from_raw(header.cast().as_ptr()) };
        if let Some(input) = it.canceller.cancel() {
            // SAFETY: a handle on `source` lives until this function returns, and `source` takes an `I`, since this
            // canceller was made for such a node.
            unsafe { fire_asked(source, input) };
        }
    }

    /// # Safety
    ///
    /// `header` is that of a `CancellerBox<C>`, and the source of the path owns it.
    unsafe fn behind<I: Payload>(header: CancellerPtr, path: LockedPath) -> Vec<Option<Handle>>
    where
        C: Canceller<I, AnyThread>,
    {
        let mut members = Vec::new();
        // SAFETY: the header is that of a `CancellerBox<C>`. The source, which owns it, is locked, so nobody else
        // has it now.
        unsafe { &header.cast::<Self>().as_ref().canceller }
            .members(&mut |member| members.push(member.cloned()));
        drop(path);
        members
    }

    /// # Safety
    ///
    /// As for [`copy`](Self::copy).
    unsafe fn each(header: CancellerPtr, path: LockedPath) -> Vec<Option<Handle>>
    where
        C: CancelGroup<AnyThread>,
    {
        let mut members = Vec::new();
        // SAFETY: `header` is that of a `CancellerBox<C>`, which the source of the path owns, as `copy` asks.
        unsafe { Self::copy(header, path) }.each(&mut |member| members.push(member.cloned()));
        members
    }

    /// # Safety
    ///
    /// `header` is that of a `CancellerBox<C>`, and the source of the path owns it.
    unsafe fn copy(header: CancellerPtr, path: LockedPath) -> C
    where
        C: CancelGroup<AnyThread>,
    {
        // SAFETY: the header is that of a `CancellerBox<C>`. The source, which owns it, is locked, so nobody else
        // has it now. Asking the group may free it, so a copy is asked.
        let group = unsafe { &header.cast::<Self>().as_ref().canceller }.clone();
        drop(path);
        group
    }

    /// # Safety
    ///
    /// As for [`copy`](Self::copy).
    unsafe fn ask_each(
        header: CancellerPtr,
        path: LockedPath,
        visit: VisitHandles<'_, AnyThread>,
    ) -> Option<WhenAsked>
    where
        C: CancelGroup<AnyThread>,
    {
        // SAFETY: `header` is that of a `CancellerBox<C>`, which the source of the path owns, as `copy` asks.
        unsafe { Self::copy(header, path) }.ask(visit)
    }
}

/// A canceller that will not run, or not again. Its drop drops what the canceller holds.
#[must_use]
pub(super) struct Unused(CancellerPtr);

impl Unused {
    /// # Safety
    ///
    /// `upstream` was taken out of a node, which does not own the canceller any more.
    #[must_use]
    pub(super) unsafe fn of(upstream: Upstream) -> Option<Self> {
        if let Upstream::Canceller(header) = upstream { Some(Unused(header)) } else { None }
    }
}

impl Drop for Unused {
    fn drop(&mut self) {
        // SAFETY: the canceller is ours, and its header says how to drop it; this happens once, here.
        unsafe { (self.0.as_ref().discard)(self.0) };
    }
}

/// Gives `node` a canceller.
///
/// # Safety
///
/// `node` takes an `I`, and the caller has its sender. The canceller is `Send`.
pub(super) unsafe fn set_canceller<I: Payload, C: Canceller<I, AnyThread>>(node: NodePtr, canceller: C) {
    let kind = if C::SHIELDS { Kind::Shields } else { Kind::Asks(CancellerBox::<C>::ask::<I>) };
    // SAFETY: the caller has the sender. The kind, the list of members and the canceller are all of a `C`, for a
    // node that takes an `I`.
    unsafe { set(node, kind, CancellerBox::<C>::behind::<I>, canceller) };
}

/// Gives `node` a canceller that stays after a cancel.
///
/// # Safety
///
/// As for [`set_canceller`].
pub(super) unsafe fn forward<G: CancelGroup<AnyThread>>(node: NodePtr, group: G) {
    // SAFETY: the caller has the sender. The kind, the list of members and the group are all of a `G`.
    unsafe { set(node, Kind::Forwards(CancellerBox::<G>::ask_each), CancellerBox::<G>::each, group) };
}

/// # Safety
///
/// The caller has the sender of `node`; `kind` and `members` are those of a `C`.
unsafe fn set<C>(node: NodePtr, kind: Kind, members: Tells, canceller: C) {
    // SAFETY: the sender keeps the node alive. A canceller that the node does not own any more, or not yet, is
    // ours.
    unsafe {
        // A cancelled node may not know where it was made any more, and needs no canceller.
        let Some(made) = cancel::made(node) else { return };
        let header = CancellerBox::allocate(kind, made, members, canceller);
        let shared = node.as_ref();
        let upstream = shared.lock();
        let (kept, unused) = match upstream {
            Upstream::Made(_) | Upstream::Canceller(_) if shared.phase().is_unfired() => {
                (Upstream::Canceller(header), Unused::of(upstream))
            }
            _ => (upstream, Some(Unused(header))),
        };
        shared.unlock(kept);
        drop(unused);
    }
}

/// Takes the node's canceller, if it has one, once nobody can ask for it any more.
///
/// # Safety
///
/// The caller has the sender of `node`, or has claimed it.
#[inline]
#[must_use]
pub(super) unsafe fn take_canceller(node: NodePtr) -> Option<Unused> {
    #[cold]
    unsafe fn take(node: NodePtr) -> Option<Unused> {
        // SAFETY: the caller keeps the node alive, and a canceller that was taken out of it is ours.
        unsafe {
            let upstream = node.as_ref().lock();
            let Upstream::Canceller(header) = upstream else {
                node.as_ref().unlock(upstream);
                return None;
            };
            node.as_ref().unlock(Upstream::Made(header.as_ref().made()));
            Some(Unused(header))
        }
    }
    // SAFETY: the caller has the sender or the claim, so the node is alive and nobody else can set a canceller.
    unsafe { if node.as_ref().may_have_canceller() { take(node) } else { None } }
}
