//! Where nodes come from: the free ones that are kept; or loom, which tells when one is not given back.

#[cfg(not(all(test, loom)))]
pub(super) use crate::runtime::freelist::{allocate, free};
#[cfg(all(test, loom))]
pub(super) use watched::*;

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
        // SAFETY: it is the caller's. Nobody may be looking at it any more: to change it makes loom see to that.
        unsafe {
            memory.as_ref().touch();
            loom::alloc::dealloc(memory.as_ptr().cast(), Layout::new::<Node>());
        }
    }
}
