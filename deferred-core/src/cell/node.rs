//! The node of one thread: one allocation for a pair's source, the place of its continuation, and its result.
//!
//! [`State`] says what the buffer holds, and who may change the node.
//!
//! A node has two references: the sender's and the receiver's. When a second node waits for the result of the first, the
//! receiver of the first is used up, `downstream` of the first is set and owns the sender's reference of the second, and
//! `upstream` of the second points back to the first. Handles keep the memory, and nothing else. A node
//! [`on the stack`](Node::standing) is downstream of itself.
//!
//! A node that has not been fired is `Empty` or `Chained`, with no node upstream of it.
//!
//! A function that changes nodes runs no foreign code. It returns what is left over, a [`Content`], a
//! [`Torn`](super::torn::Torn), an [`Unused`](super::cancel::Unused) canceller or a [`Noted`](super::cancel::Noted) cancel, and
//! the outermost frame drops that once each node is in one of these states again.

use super::buffer::put;
use super::run::{VTable, Value};
use super::state::Counts;
pub(super) use super::state::{Flags, State};
use super::torn::Content;
use crate::error::site::Site;
use crate::flavour::Payload;
use crate::runtime::freelist;
use core::cell::{Cell, UnsafeCell};
use core::mem::{ManuallyDrop, MaybeUninit};
use core::panic::Location;
use core::ptr::NonNull;

pub(super) type NodePtr = NonNull<Node>;

/// How many words a node can hold without a second allocation.
pub(super) const WORDS: usize = 6;

/// How many stages a node notes.
pub(super) const NOTED: usize = 4;

pub(super) struct Node {
    /// The functions for the content of the buffer; fits `state`.
    pub(super) vtable: Cell<&'static VTable>,
    /// The node that takes the result, if there is one. Owns that node's sender's reference.
    downstream: Cell<Option<NodePtr>>,
    /// The node that this one waits for; or, with `Flags::CANCELLER`, the node's canceller, which the node owns.
    upstream: Cell<Option<NodePtr>>,
    pub(super) made: &'static Location<'static>,
    counts: Cell<Counts>,
    pub(super) state: Cell<State>,
    pub(super) flags: Cell<Flags>,
    /// Fills up a word with the three fields above, which a new node sets by one store.
    rest: Cell<u16>,
    /// The stages that wait for this node because their callbacks returned it, the innermost first, in debug builds.
    #[cfg(debug_assertions)]
    given: Cell<[Option<Site>; NOTED]>,
    /// The first stage in the buffer, in debug builds.
    #[cfg(debug_assertions)]
    holds: Cell<Option<Site>>,
    pub(super) buffer: UnsafeCell<MaybeUninit<[usize; WORDS]>>,
}

// 88 KiB.
freelist::freelist!(Node, 1_024);

impl Node {
    #[inline]
    fn allocate(
        vtable: &'static VTable,
        state: State,
        references: u32,
        made: &'static Location<'static>,
    ) -> NodePtr {
        let node: NodePtr = freelist::allocate();
        // SAFETY: the memory is a node's, and was allocated for us.
        unsafe { Self::write(node, vtable, state, references, made) };
        node
    }

    /// # Safety
    ///
    /// The memory is a node's, and the caller's own.
    #[inline(always)]
    unsafe fn write(
        node: NodePtr,
        vtable: &'static VTable,
        state: State,
        references: u32,
        made: &'static Location<'static>,
    ) {
        // SAFETY: the memory is a node's, and the caller's own. Each field is written but the buffer, which holds nothing:
        // writing the node as one value would write the buffer's bytes as well.
        unsafe {
            let fields = node.as_ptr();
            (&raw mut (*fields).vtable).write(Cell::new(vtable));
            (&raw mut (*fields).downstream).write(Cell::new(None));
            (&raw mut (*fields).upstream).write(Cell::new(None));
            (&raw mut (*fields).made).write(made);
            (&raw mut (*fields).counts).write(Cell::new(Counts(references)));
            (&raw mut (*fields).state).write(Cell::new(state));
            (&raw mut (*fields).flags).write(Cell::new(Flags::NONE));
            (&raw mut (*fields).rest).write(Cell::new(0));
            #[cfg(debug_assertions)]
            (&raw mut (*fields).given).write(Cell::new([None; NOTED]));
            #[cfg(debug_assertions)]
            (&raw mut (*fields).holds).write(Cell::new(None));
        }
    }

    /// Makes a node on the stack, in `memory`: chained, once a stage that `vtable` fits is put in. Nobody has a reference.
    #[inline(always)]
    pub(super) fn standing(memory: &mut MaybeUninit<Node>, vtable: &'static VTable) -> NodePtr {
        let node = NonNull::from(memory).cast();
        // SAFETY: the memory has the size and alignment of a node, and is lent to us alone; `write` makes it a node.
        unsafe {
            Self::write(node, vtable, State::Chained, 0, Location::caller());
            node.as_ref().downstream.set(Some(node));
        }
        node
    }

    /// A node with both its sides, which takes an `O` and gives it.
    #[inline]
    pub(super) fn empty<O: Payload>(made: &'static Location<'static>) -> NodePtr {
        Self::allocate(Value::<O>::VTABLE, State::Empty, 2, made)
    }

    /// A node with both its sides, empty, into which a stage is put next.
    #[cold]
    #[inline(never)]
    pub(super) fn chained(made: &'static Location<'static>) -> NodePtr {
        Self::empty::<()>(made)
    }

    /// A node with a sender only, which holds `value` for `downstream`.
    #[inline]
    pub(super) fn carrier<O: Payload>(value: O, downstream: NodePtr) -> NodePtr {
        // SAFETY: whoever hands in the node downstream owns its sender's reference, which goes over.
        unsafe {
            let made = downstream.as_ref().made;
            let node = Self::holding(value, Value::<O>::VTABLE, State::Ready, 1, made);
            link(node, downstream);
            node
        }
    }

    /// A node whose buffer holds `x`.
    ///
    /// # Safety
    ///
    /// `vtable` and `state` fit `x`.
    #[inline]
    pub(super) unsafe fn holding<X>(
        x: X,
        vtable: &'static VTable,
        state: State,
        references: u32,
        made: &'static Location<'static>,
    ) -> NodePtr {
        let node = Self::allocate(vtable, state, references, made);
        // SAFETY: the node is new, so its buffer is free.
        unsafe { put(node, ManuallyDrop::new(x)) };
        node
    }

    /// Whether the node is on the stack: then it is downstream of itself, as if whoever runs it waited for its value.
    #[inline]
    pub(super) fn stands(&self) -> bool {
        self.downstream.get() == Some(NonNull::from(self))
    }

    /// Notes that the callback of the stage at `site` returned this node, if there is room. A loop returns one node again and again.
    #[inline]
    pub(super) fn note_given(&self, site: Site) {
        #[cfg(debug_assertions)]
        {
            let mut noted = self.given.get();
            if let Some(room) = noted.iter_mut().find(|noted| noted.is_none_or(|noted| noted == site)) {
                *room = Some(site);
                self.given.set(noted);
            }
        }
        #[cfg(not(debug_assertions))]
        let _ = site;
    }

    /// Notes that the stage at `site` is about to be attached.
    pub(super) fn note_waiting(&self, site: Site) {
        #[cfg(debug_assertions)]
        if self.state.get() == State::Empty {
            return self.holds.set(Some(site));
        }
        self.note_given(site);
    }

    /// Clears the note of the stage in the buffer, which runs.
    #[inline]
    pub(super) fn forget_waiting(&self) {
        #[cfg(debug_assertions)]
        self.holds.set(None);
    }

    /// The stage in the buffer, where stages are noted.
    pub(super) fn holds(&self) -> Option<Site> {
        #[cfg(debug_assertions)]
        return self.holds.get();
        #[cfg(not(debug_assertions))]
        None
    }

    /// The stages whose callbacks returned this node, where stages are noted.
    pub(super) fn given(&self) -> [Option<Site>; NOTED] {
        #[cfg(debug_assertions)]
        return self.given.get();
        #[cfg(not(debug_assertions))]
        [None; NOTED]
    }

    /// Whether there is another reference.
    #[inline]
    pub(super) fn is_shared(&self) -> bool {
        self.counts.get().references() > 1
    }

    #[inline]
    pub(super) fn has_handles(&self) -> bool {
        self.counts.get().handles() > 0
    }

    /// Adds a reference.
    pub(super) fn share(&self) {
        self.counts.set(Counts(self.counts.get().0 + Counts::REFERENCE));
    }

    #[inline]
    pub(super) fn has_downstream(&self) -> bool {
        self.downstream.get().is_some()
    }

    #[inline]
    pub(super) fn downstream(&self) -> Option<NodePtr> {
        self.downstream.get()
    }

    /// Whether the node waits for another, or has a canceller.
    #[inline]
    pub(super) fn has_above(&self) -> bool {
        self.upstream.get().is_some()
    }

    /// The node that this one waits for, if any.
    pub(super) fn waits_for(&self) -> Option<NodePtr> {
        if self.has(Flags::CANCELLER) { None } else { self.upstream.get() }
    }

    #[inline]
    pub(super) fn has(&self, flags: Flags) -> bool {
        self.flags.get().any(flags)
    }

    pub(super) fn add(&self, flags: Flags) {
        self.flags.set(Flags(self.flags.get().0 | flags.0));
    }

    pub(super) fn remove(&self, flags: Flags) {
        self.flags.set(Flags(self.flags.get().0 & !flags.0));
    }

    /// Whether the node was not fired yet.
    pub(super) fn is_unfired(&self) -> bool {
        matches!(self.state.get(), State::Empty | State::Chained) && self.waits_for().is_none()
    }

    /// Sets the canceller of a node that was not fired and has none.
    pub(super) fn set_canceller(&self, canceller: NodePtr, flags: Flags) {
        self.upstream.set(Some(canceller));
        self.add(Flags::CANCELLER);
        self.add(flags);
    }

    pub(super) fn canceller(&self) -> Option<NodePtr> {
        if self.has(Flags::CANCELLER) { self.upstream.get() } else { None }
    }

    /// Takes the canceller, and with it the node's ownership.
    pub(super) fn take_canceller(&self) -> Option<NodePtr> {
        let canceller = self.canceller()?;
        self.upstream.set(None);
        self.remove(Flags::OF_CANCELLER);
        Some(canceller)
    }
}

/// Makes `downstream` wait for the result of `node`.
///
/// # Safety
///
/// Both are alive; nothing waits for `node`, and nothing is upstream of `downstream`, whose sender's reference goes over.
#[inline]
pub(super) unsafe fn link(node: NodePtr, downstream: NodePtr) {
    // SAFETY: both are alive.
    unsafe {
        node.as_ref().downstream.set(Some(downstream));
        downstream.as_ref().upstream.set(Some(node));
    }
}

/// Undoes [`link`], and returns the node downstream with its sender's reference.
///
/// # Safety
///
/// `node` is alive.
#[inline]
pub(super) unsafe fn unlink(node: NodePtr) -> Option<NodePtr> {
    // SAFETY: `downstream` owns a reference, so it is alive.
    unsafe {
        let downstream = node.as_ref().downstream.take()?;
        downstream.as_ref().upstream.set(None);
        Some(downstream)
    }
}

/// Gives a reference back. The last one drops the node's content, and frees the memory unless there are handles.
///
/// # Safety
///
/// The caller owns the reference.
#[inline]
pub(super) unsafe fn release(node: NodePtr) {
    // SAFETY: the caller's reference keeps the node alive.
    let counts = unsafe { &node.as_ref().counts };
    match counts.get().references() {
        // SAFETY: the caller's reference was the last one.
        1 => unsafe { end(node) },
        _ => counts.set(Counts(counts.get().0 - Counts::REFERENCE)),
    }
}

/// [`release`] for a node that holds nothing.
///
/// # Safety
///
/// The caller owns the reference, and the state says that nothing is held.
#[inline]
pub(super) unsafe fn release_empty(node: NodePtr) {
    // SAFETY: the caller's reference keeps the node alive; after the last one it is freed once nobody has a handle.
    unsafe {
        let counts = &node.as_ref().counts;
        match counts.get() {
            Counts(Counts::REFERENCE) => freelist::free(node),
            Counts(more) => counts.set(Counts(more - Counts::REFERENCE)),
        }
    }
}

/// # Safety
///
/// The caller owns the last reference.
#[inline(never)]
unsafe fn end(node: NodePtr) {
    // SAFETY: the last reference was the caller's, and so is the content. A node without a sender is not waited for, waits for
    // nothing and has no canceller: all of that ends when the node is fired or abandoned.
    unsafe {
        if let State::Chained | State::Ready = node.as_ref().state.get() {
            drop(Content::of(node));
        } else {
            release_empty(node);
        }
    }
}

/// Adds a handle, which keeps the memory.
///
/// # Safety
///
/// The memory of `node` is kept.
pub(super) unsafe fn add_handle(node: NodePtr) {
    // SAFETY: the caller keeps the memory, by a reference or by a handle.
    let counts = unsafe { &node.as_ref().counts };
    let more = counts.get().0.checked_add(Counts::HANDLE);
    counts.set(Counts(more.expect("sixteen million handles to one Deferred")));
}

/// Gives a handle back.
///
/// # Safety
///
/// The caller owns the handle.
pub(super) unsafe fn release_handle(node: NodePtr) {
    // SAFETY: the caller's handle keeps the memory; a node without references holds nothing.
    unsafe {
        let counts = &node.as_ref().counts;
        match counts.get() {
            Counts(Counts::HANDLE) => freelist::free(node),
            Counts(more) => counts.set(Counts(more - Counts::HANDLE)),
        }
    }
}
