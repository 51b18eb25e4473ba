//! One allocation: source, stage and slot.
//!
//! | state | buffer holds | who may change it |
//! | --- | --- | --- |
//! | `Empty` | nothing | firing side: puts the value in, `Ready`; taking side: puts a stage in, `Chained` |
//! | `Chained` | a stage, `F` | firing side: takes the stage out and runs it, `Running` |
//! | `Running` | nothing | the stage's end: puts the value in, `Ready`; or waits for another node, `Empty` |
//! | `Ready` | the value, `O` | taking side, or the delivery to the waiter: takes it out, `Spent` |
//! | `Spent` | nothing | nobody |
//! | `Abandoned` | nothing | nobody: what waits for it was torn down |
//!
//! A node has two references: the firing side's and the taking side's. When a
//! second node waits for what comes out of the first, the taking side of the
//! first is used up, `waiter` is set, and `waiter` is the firing reference of
//! the second.

use super::run::{Plain, Staged, Table};
use super::{Eventual, Slot};
use alloc::boxed::Box;
use core::cell::{Cell, UnsafeCell};
use core::mem::MaybeUninit;
use core::panic::Location;
use core::ptr::NonNull;

pub(super) type NodePtr = NonNull<Node>;

/// What a node can hold without a second allocation.
const WORDS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum State {
    Empty,
    Chained,
    Running,
    Ready,
    Spent,
    Abandoned,
}

pub(super) struct Node {
    /// What to do with the buffer; fits `state`.
    pub(super) table: Cell<&'static Table>,
    /// Set if another node takes what comes out. Owns that node's firing reference.
    pub(super) waiter: Cell<Option<NodePtr>>,
    pub(super) made: &'static Location<'static>,
    pub(super) refs: Cell<u32>,
    pub(super) state: Cell<State>,
    buffer: UnsafeCell<MaybeUninit<[usize; WORDS]>>,
}

impl Node {
    #[inline]
    fn allocate(table: &'static Table, state: State, refs: u32, made: &'static Location<'static>) -> NodePtr {
        NonNull::from(Box::leak(Box::new(Node {
            table: Cell::new(table),
            waiter: Cell::new(None),
            made,
            refs: Cell::new(refs),
            state: Cell::new(state),
            buffer: UnsafeCell::new(MaybeUninit::uninit()),
        })))
    }

    /// A node with both its sides, that takes an `O` and gives it.
    #[inline]
    pub(super) fn empty<O: 'static>(made: &'static Location<'static>) -> NodePtr {
        Self::allocate(Plain::<O>::TABLE, State::Empty, 2, made)
    }

    /// A node with both its sides, that takes an `I` and gives what `stage` makes of it.
    #[inline]
    pub(super) fn chained<I: 'static, O: 'static, F>(stage: F, made: &'static Location<'static>) -> NodePtr
    where
        F: FnOnce(I) -> Eventual<O> + 'static,
    {
        let node = Self::allocate(Staged::<I, O, F>::TABLE, State::Chained, 2, made);
        // SAFETY: the node is new, so its buffer is free.
        unsafe { put(node, stage) };
        node
    }

    /// A node with its firing side only, that has `value` for `waiter`.
    #[inline]
    pub(super) fn carrier<O: 'static>(value: O, waiter: NodePtr) -> NodePtr {
        // SAFETY: whoever hands in the waiter owns a reference to it.
        let made = unsafe { waiter.as_ref() }.made;
        let node = Self::allocate(Plain::<O>::TABLE, State::Ready, 1, made);
        // SAFETY: the node is new, so its buffer is free.
        unsafe {
            put(node, value);
            node.as_ref().waiter.set(Some(waiter));
        }
        node
    }
}

const fn fits<X>() -> bool {
    size_of::<X>() <= size_of::<[usize; WORDS]>() && align_of::<X>() <= align_of::<usize>()
}

/// Puts `x` into the buffer: in place if it fits, in a box if not.
///
/// # Safety
///
/// `node` is alive, and its buffer holds nothing.
#[inline]
pub(super) unsafe fn put<X>(node: NodePtr, x: X) {
    // SAFETY: the node is alive; the buffer is large and aligned enough for an
    // `X` that fits, and for a pointer otherwise, and no reference into it exists.
    unsafe {
        let buffer = node.as_ref().buffer.get();
        if fits::<X>() {
            buffer.cast::<X>().write(x);
        } else {
            buffer.cast::<Box<X>>().write(Box::new(x));
        }
    }
}

/// Takes what `put` put in.
///
/// # Safety
///
/// `node` is alive, its buffer holds an `X`, and the caller sees to it that it is not taken again.
#[inline]
pub(super) unsafe fn get<X>(node: NodePtr) -> X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we read, in the same form.
    unsafe {
        let buffer = node.as_ref().buffer.get();
        if fits::<X>() { buffer.cast::<X>().read() } else { *buffer.cast::<Box<X>>().read() }
    }
}

/// Looks at what `put` put in.
///
/// # Safety
///
/// `node` is alive, its buffer holds an `X`, and nobody takes it while it is looked at.
pub(super) unsafe fn peek<'a, X>(node: NodePtr) -> &'a X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we refer to, in the same form.
    unsafe {
        let buffer = node.as_ref().buffer.get();
        if fits::<X>() { &*buffer.cast::<X>() } else { &*buffer.cast::<Box<X>>() }
    }
}

/// Gives a reference back; the last one frees the node with what it holds.
///
/// # Safety
///
/// The caller owns the reference.
#[inline]
pub(super) unsafe fn release(node: NodePtr) {
    // SAFETY: the caller's reference keeps the node alive.
    let refs = unsafe { &node.as_ref().refs };
    match refs.get() {
        // SAFETY: it was the last one.
        1 => unsafe { free(node) },
        more => refs.set(more - 1),
    }
}

/// # Safety
///
/// Nobody else has a reference.
#[inline]
unsafe fn free(node: NodePtr) {
    /// The memory goes even if dropping what it held panics.
    struct Memory(NodePtr);
    impl Drop for Memory {
        #[inline]
        fn drop(&mut self) {
            // SAFETY: made by `Box::leak`, and nobody has a reference any more.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
    let memory = Memory(node);
    // SAFETY: the memory is still there. A node without a firing side is not
    // waited for: `waiter` is taken when it is fired or abandoned.
    unsafe {
        let shared = node.as_ref();
        debug_assert!(shared.waiter.get().is_none());
        discard(node);
    }
    drop(memory);
}

/// Drops what the buffer holds.
///
/// # Safety
///
/// `node` is alive, and the caller has a reference or is freeing it.
#[inline]
pub(super) unsafe fn discard(node: NodePtr) {
    // SAFETY: the caller keeps the node alive; the table fits the state, and
    // the state is changed before foreign code runs, so nothing is dropped twice.
    unsafe {
        let shared = node.as_ref();
        if let State::Chained | State::Ready = shared.state.get() {
            shared.state.set(State::Spent);
            (shared.table.get().discard)(node);
        }
    }
}

impl<O: 'static> Slot<O> {
    /// The node, with the taking reference.
    #[inline]
    pub(super) fn into_node(self) -> NodePtr {
        let node = self.node;
        core::mem::forget(self);
        node
    }
}
