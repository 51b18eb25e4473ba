//! Where nodes come from.

#[cfg(not(all(test, loom)))]
pub(super) use heap::*;
#[cfg(all(test, loom))]
pub(super) use watched::*;

#[cfg(not(all(test, loom)))]
mod heap {
    use crate::crossing::node::Node;
    use alloc::boxed::Box;
    use core::mem::MaybeUninit;
    use core::ptr::NonNull;

    #[inline(never)]
    pub(in crate::crossing) fn allocate() -> NonNull<Node> {
        NonNull::from(Box::leak(Box::<Node>::new_uninit())).cast()
    }

    #[inline(never)]
    pub(in crate::crossing) unsafe fn free(memory: NonNull<Node>) {
        // SAFETY: it is the caller's, and nothing is in it.
        unsafe { drop(Box::<MaybeUninit<Node>>::from_raw(memory.cast().as_ptr())) }
    }
}

#[cfg(all(test, loom))]
mod watched {
    use crate::crossing::node::Node;
    use core::alloc::Layout;
    use core::ptr::NonNull;

    pub(in crate::crossing) fn allocate() -> NonNull<Node> {
        // SAFETY: a node has a size.
        let memory = unsafe { loom::alloc::alloc(Layout::new::<Node>()) };
        NonNull::new(memory.cast()).expect("no memory is left")
    }

    pub(in crate::crossing) unsafe fn free(memory: NonNull<Node>) {
        // SAFETY: it is the caller's.
        unsafe { loom::alloc::dealloc(memory.as_ptr().cast(), Layout::new::<Node>()) };
    }
}
