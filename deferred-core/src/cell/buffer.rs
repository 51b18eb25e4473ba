//! The buffer of a node of one thread: what is put into it, and taken out of it.

use super::node::{NodePtr, WORDS};
use alloc::alloc::{alloc, handle_alloc_error};
use alloc::boxed::Box;
use core::alloc::Layout;
use core::mem::{ManuallyDrop, MaybeUninit};

pub(super) const fn fits<X>() -> bool {
    has_room_for(Layout::new::<X>())
}

const fn has_room_for(layout: Layout) -> bool {
    layout.size() <= size_of::<[usize; WORDS]>() && layout.align() <= align_of::<usize>()
}

/// The address of the buffer of `node`.
///
/// # Safety
///
/// `node` is alive.
#[inline]
unsafe fn buffer<X>(node: NodePtr) -> *mut X {
    // SAFETY: the caller keeps the node alive.
    unsafe { (&raw mut (*node.as_ptr()).buffer).cast() }
}

/// Puts `x` into the buffer: in place if it fits, else in a box.
///
/// # Safety
///
/// `node` is alive, and its buffer holds nothing.
#[inline]
pub(super) unsafe fn put<X>(node: NodePtr, x: ManuallyDrop<X>) {
    // SAFETY: the node is alive; the buffer is large and aligned enough for an `X` that fits, and for a pointer otherwise, and
    // no reference into it exists.
    unsafe {
        if const { fits::<X>() } {
            *buffer(node) = x;
        } else {
            buffer::<ManuallyDrop<Box<ManuallyDrop<X>>>>(node).write(ManuallyDrop::new(Box::new(x)));
        }
    }
}

/// Copies the content at `from` into the buffer, as [`put`] would, by its layout alone.
///
/// # Safety
///
/// `node` is alive, and its buffer holds nothing. The content at `from` has that layout, and the caller hands it over.
pub(super) unsafe fn put_at(node: NodePtr, from: *const (), layout: Layout) {
    // SAFETY: the node is alive. Content that fits is copied into the buffer, which is large and aligned enough and into which
    // no reference exists. Any other content is copied into memory of the global allocator of that layout, as a box of its
    // type has it, or, if its size is zero, needs a pointer that is aligned and nothing else.
    unsafe {
        let from = from.cast::<u8>();
        if has_room_for(layout) {
            return from.copy_to_nonoverlapping(buffer(node), layout.size());
        }
        let place = match layout.size() {
            0 => core::ptr::without_provenance_mut(layout.align()),
            _ => alloc(layout),
        };
        if place.is_null() {
            handle_alloc_error(layout);
        }
        from.copy_to_nonoverlapping(place, layout.size());
        buffer::<*mut u8>(node).write(place);
    }
}

/// [`put_at`] for a node that stands, without memory: content that does not fit stays where it is, and the buffer
/// refers to it.
///
/// # Safety
///
/// As for [`put_at`]; and content that does not fit is taken out, by [`get_stage`], while its place is alive.
pub(super) unsafe fn put_by_reference(node: NodePtr, from: *const (), layout: Layout) {
    // SAFETY: the node is alive, its buffer is empty, and the caller hands over the content, of that layout: if it fits it is put
    // in, and otherwise the buffer has room for a pointer to it.
    unsafe {
        if has_room_for(layout) {
            put_at(node, from, layout);
        } else {
            buffer::<*const ()>(node).write(from);
        }
    }
}

/// Takes the content out of the buffer.
///
/// # Safety
///
/// `node` is alive, its buffer holds an `X`, and the caller sees to it that the `X` is not taken again.
#[inline(always)]
pub(super) unsafe fn get<X>(node: NodePtr) -> X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we read, in the same form.
    unsafe { if const { fits::<X>() } { buffer::<X>(node).read() } else { *buffer::<Box<X>>(node).read() } }
}

/// [`get`] for a stage, which may have been put in by [`put_by_reference`].
///
/// # Safety
///
/// As for [`get`]; the place of a stage that the buffer refers to is alive.
#[inline(always)]
pub(super) unsafe fn get_stage<X>(node: NodePtr) -> X {
    // SAFETY: the node is alive, and its buffer holds an `X` which is not taken again, as the caller says. A node that stands
    // refers to an `X` that does not fit, whose place is alive and which its owner does not use; any other node holds it as
    // `put` or `put_at` has put it there.
    unsafe {
        if const { !fits::<X>() } && node.as_ref().stands() {
            return buffer::<*const X>(node).read().read();
        }
        get(node)
    }
}

/// [`get`] for a value, copied word by word. A processor forwards a recent store only to a load that lies within that store,
/// and delays other loads until the stores are through; the compiler by itself would load two words at once.
///
/// # Safety
///
/// As for [`get`].
#[inline]
pub(super) unsafe fn get_value<X>(node: NodePtr) -> X {
    type Word = MaybeUninit<usize>;
    if !fits::<X>() || !size_of::<X>().is_multiple_of(size_of::<Word>()) {
        // SAFETY: the caller has the right to the one `X` in the buffer, and does not take it again.
        return unsafe { get(node) };
    }
    let mut value = MaybeUninit::<X>::uninit();
    // SAFETY: the buffer holds an `X` of so many words, aligned for words; all of them are copied.
    unsafe {
        let from = node.as_ref().buffer.get().cast::<Word>();
        let to = value.as_mut_ptr().cast::<Word>();
        for n in 0..size_of::<X>() / size_of::<Word>() {
            to.add(n).write_unaligned(from.add(n).read_volatile());
        }
        value.assume_init()
    }
}

/// The function that drops an `X` in the buffer, in place. The drop glue itself is used, since a function here would be
/// compiled once for each chain.
pub(super) const fn discards<X>() -> unsafe fn(*mut ()) {
    // SAFETY: pointers to sized types are passed alike, so the two function types have one ABI. The caller passes a buffer that
    // holds an `X`, in the form in which `put` has put it there.
    unsafe {
        if const { fits::<X>() } {
            core::mem::transmute::<unsafe fn(*mut X), unsafe fn(*mut ())>(core::ptr::drop_in_place::<X>)
        } else {
            core::mem::transmute::<unsafe fn(*mut Box<X>), unsafe fn(*mut ())>(
                core::ptr::drop_in_place::<Box<X>>,
            )
        }
    }
}

/// Drops the content of the buffer.
///
/// # Safety
///
/// `node` is alive, its vtable fits the content, and the caller sees to it that the content is not taken again.
pub(super) unsafe fn discard(node: NodePtr) {
    // SAFETY: the vtable fits the content of the buffer, and so does its `discard`.
    unsafe { (node.as_ref().vtable.get().discard)(buffer(node)) }
}

/// Borrows the content of the buffer.
///
/// # Safety
///
/// `node` is alive, its buffer holds an `X`, and nobody takes that while it is borrowed.
pub(super) unsafe fn peek<'a, X>(node: NodePtr) -> &'a X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we refer to, in the same form.
    unsafe { if const { fits::<X>() } { &*buffer::<X>(node) } else { &*buffer::<Box<X>>(node) } }
}
