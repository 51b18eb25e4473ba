//! Where nodes come from.

use super::node::Node;
use alloc::boxed::Box;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

#[inline(never)]
pub(super) fn allocate() -> NonNull<Node> {
    NonNull::from(Box::leak(Box::<Node>::new_uninit())).cast()
}

#[inline(never)]
pub(super) unsafe fn free(memory: NonNull<Node>) {
    // SAFETY: it is the caller's, and nothing is in it.
    unsafe { drop(Box::<MaybeUninit<Node>>::from_raw(memory.cast().as_ptr())) }
}
