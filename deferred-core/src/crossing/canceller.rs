//! Cancellers across threads: what a pair runs when it is cancelled, boxed beside its node.

use super::cancel;
use super::cancel::{Handle, LockedPath, fire_asked};
use super::node::NodePtr;
use super::upstream::Upstream;
use crate::flavour::AnyThread;
use crate::flavour::{CancelGroup, Canceller, Payload, VisitHandles};
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::panic::Location;
use core::ptr::NonNull;

/// A canceller, whatever it is. The node owns it.
#[repr(C)]
pub(super) struct CancellerHeader {
    kind: Kind,
    made: &'static Location<'static>,
    discard: unsafe fn(CancellerPtr),
    /// The Deferreds from which the pair's result comes. There is no handle of one that was ready.
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

/// Tells of the Deferreds from which a pair's result comes. The source of the path is the pair.
type Tells = unsafe fn(CancellerPtr, LockedPath) -> Vec<Option<Handle>>;

#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// It runs once, for a node that does not own it any more.
    Asks(unsafe fn(CancellerPtr, NodePtr)),
    /// It is a group: it is asked on every cancel, and its members decide the result.
    Forwards(AsksEach),
    /// It is never asked.
    Shields,
}

/// Shows those of a group that are to be cancelled. The source of the path owns it.
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
    /// The caller owns it, and it is a `CancellerBox<C>`.
    unsafe fn discard(header: CancellerPtr) {
        // SAFETY: `allocate` has made it, as such a box, and the node that owned it has given it up.
        drop(unsafe { Box::<Self>::from_raw(header.cast().as_ptr()) });
    }

    /// # Safety
    ///
    /// As for [`discard`](Self::discard); the caller keeps the memory of `source`, which takes an `I`.
    unsafe fn ask<I: Payload>(header: CancellerPtr, source: NodePtr)
    where
        C: Canceller<I, AnyThread>,
    {
        // SAFETY: `allocate` has made it, as such a box, and the node that owned it has given it up: nothing looks at it any more.
        let it = unsafe { Box::<Self>::from_raw(header.cast().as_ptr()) };
        if let Some(input) = it.canceller.cancel() {
            // SAFETY: a handle on `source` lives until this returns, and `source` takes an `I`, since this canceller was made for one that does.
            unsafe { fire_asked(source, input) };
        }
    }

    /// # Safety
    ///
    /// It is a `CancellerBox<C>`, and the source of the path owns it.
    unsafe fn behind<I: Payload>(header: CancellerPtr, path: LockedPath) -> Vec<Option<Handle>>
    where
        C: Canceller<I, AnyThread>,
    {
        let mut members = Vec::new();
        // SAFETY: the source is locked, so nobody else has it now.
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
        // SAFETY: it is a `CancellerBox<C>`, which the source of the path owns, as `copy` asks.
        unsafe { Self::copy(header, path) }.each(&mut |member| members.push(member.cloned()));
        members
    }

    /// # Safety
    ///
    /// It is a `CancellerBox<C>`, and the source of the path owns it.
    unsafe fn copy(header: CancellerPtr, path: LockedPath) -> C
    where
        C: CancelGroup<AnyThread>,
    {
        // SAFETY: the source is locked, so nobody else has it now. What it does may free it, so a copy does that.
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
        // SAFETY: it is a `CancellerBox<C>`, which the source of the path owns, as `copy` asks.
        unsafe { Self::copy(header, path) }.ask(visit)
    }
}

/// A canceller that will not run, or not again. Dropped, it drops what that holds.
#[must_use]
pub(super) struct Unused(CancellerPtr);

impl Unused {
    /// # Safety
    ///
    /// It was taken out of a node, which does not own it any more.
    #[must_use]
    pub(super) unsafe fn of(upstream: Upstream) -> Option<Self> {
        if let Upstream::Canceller(header) = upstream { Some(Unused(header)) } else { None }
    }
}

impl Drop for Unused {
    fn drop(&mut self) {
        // SAFETY: it is ours.
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
    // SAFETY: the caller has the sender. All three are of a `C`, which cancels what takes an `I`, as the node does.
    unsafe { set(node, kind, CancellerBox::<C>::behind::<I>, canceller) };
}

/// Gives `node` a canceller that stays.
///
/// # Safety
///
/// As for [`set_canceller`].
pub(super) unsafe fn forward<G: CancelGroup<AnyThread>>(node: NodePtr, group: G) {
    // SAFETY: the caller has the sender. All three are of a `G`.
    unsafe { set(node, Kind::Forwards(CancellerBox::<G>::ask_each), CancellerBox::<G>::each, group) };
}

/// # Safety
///
/// The caller has the sender of `node`; the kind is that of a `C`, and so are the members.
unsafe fn set<C>(node: NodePtr, kind: Kind, members: Tells, canceller: C) {
    // SAFETY: the node is alive. What it does not own any more, or not yet, is ours.
    unsafe {
        // What was cancelled may not know it any more, and needs no canceller.
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

/// Takes the node's canceller, if it has one: nobody will ask for it any more.
///
/// # Safety
///
/// The caller has the sender of `node`, or has claimed it.
#[inline]
#[must_use]
pub(super) unsafe fn take_canceller(node: NodePtr) -> Option<Unused> {
    #[cold]
    unsafe fn take(node: NodePtr) -> Option<Unused> {
        // SAFETY: the node is alive, and what was taken out of it is ours.
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
    // SAFETY: the caller has the sender or the claim, so the node is alive and only it brings a canceller in.
    unsafe { if node.as_ref().may_have_canceller() { take(node) } else { None } }
}
