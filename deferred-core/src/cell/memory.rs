//! Where nodes come from: all are of one size, so those that are free are kept for the next.
//!
//! A thread keeps as many as it once had at the same time, and at most 1024.
//! In debug builds there is no list: a sanitizer then sees each node come and go.

use super::node::Node;
use alloc::boxed::Box;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

/// Memory for a node, with nothing in it.
#[inline(never)]
pub(super) fn allocate() -> NonNull<Node> {
    match kept::take() {
        Some(memory) => memory,
        None => NonNull::from(Box::leak(Box::<Node>::new_uninit())).cast(),
    }
}

/// Gives memory back.
///
/// # Safety
///
/// It came from [`allocate`], on any thread, and nobody uses it any more. What is in it is not dropped.
#[inline(never)]
pub(super) unsafe fn free(memory: NonNull<Node>) {
    // SAFETY: it is the caller's, and nothing is in it.
    unsafe {
        if !kept::put(memory) {
            drop(Box::<MaybeUninit<Node>>::from_raw(memory.cast().as_ptr()));
        }
    }
}

#[cfg(all(feature = "std", not(debug_assertions)))]
mod kept {
    use super::Node;
    use alloc::boxed::Box;
    use core::cell::Cell;
    use core::mem::MaybeUninit;
    use core::ptr::NonNull;

    /// How many free nodes a thread keeps: 88 KiB of them.
    const KEPT: u32 = 1024;

    /// A free node's memory: the next one stands in it.
    type Free = Option<NonNull<Node>>;

    struct List {
        first: Cell<Free>,
        length: Cell<u32>,
    }

    std::thread_local! {
        static LIST: List = const { List { first: Cell::new(None), length: Cell::new(0) } };
    }

    #[inline]
    pub(super) fn take() -> Free {
        LIST.try_with(|list| {
            let first = list.first.get()?;
            // SAFETY: `put` has written the next one there.
            list.first.set(unsafe { first.cast::<Free>().read() });
            list.length.set(list.length.get() - 1);
            Some(first)
        })
        .unwrap_or(None)
    }

    /// Keeps the memory, or says that there is enough.
    ///
    /// # Safety
    ///
    /// It is a free node's, and the caller's.
    #[inline]
    pub(super) unsafe fn put(memory: NonNull<Node>) -> bool {
        LIST.try_with(|list| {
            let length = list.length.get();
            if length == KEPT {
                return false;
            }
            // SAFETY: a node is larger than a pointer, and as aligned.
            unsafe { memory.cast::<Free>().write(list.first.get()) };
            list.first.set(Some(memory));
            list.length.set(length + 1);
            true
        })
        .unwrap_or(false)
    }

    impl Drop for List {
        fn drop(&mut self) {
            while let Some(memory) = self.first.get() {
                // SAFETY: in the list is what `put` has put in; it was made as such a box.
                unsafe {
                    self.first.set(memory.cast::<Free>().read());
                    drop(Box::<MaybeUninit<Node>>::from_raw(memory.cast().as_ptr()));
                }
            }
        }
    }
}

#[cfg(not(all(feature = "std", not(debug_assertions))))]
mod kept {
    use super::Node;
    use core::ptr::NonNull;

    #[inline]
    pub(super) fn take() -> Option<NonNull<Node>> {
        None
    }

    #[inline]
    pub(super) unsafe fn put(_: NonNull<Node>) -> bool {
        false
    }
}
