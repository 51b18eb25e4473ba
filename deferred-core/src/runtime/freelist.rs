//! A freelist of nodes for each thread: all nodes of a kind have one size, so a free one serves the next pair.
//!
//! A thread keeps as many nodes as it once had at the same time, up to `Pooled::LIMIT`, which `freelist!` sets
//! beside each type of node. In debug builds there is no list, so that a sanitizer sees each node come and go;
//! without `std` there is no thread-local place for one.

#![allow(unsafe_code)]

use alloc::boxed::Box;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

/// A type of node that is kept in a freelist; implemented by [`freelist!`](freelist).
///
/// # Safety
///
/// The type is at least as large as a pointer, and as aligned.
pub(crate) unsafe trait Pooled: Sized + 'static {
    /// How many free nodes a thread keeps.
    #[cfg(all(feature = "std", not(debug_assertions)))]
    const LIMIT: u32;

    #[cfg(all(feature = "std", not(debug_assertions)))]
    fn list() -> &'static std::thread::LocalKey<list::List<Self>>;

    /// The thread-local value that empties the list when the thread ends.
    #[cfg(all(feature = "std", not(debug_assertions)))]
    fn end() -> &'static std::thread::LocalKey<list::End<Self>>;
}

/// Gives a type of node a freelist, with a limit for each thread.
macro_rules! freelist {
    ($kind:ty, $many:literal) => {
        const _: () = assert!(size_of::<$kind>() >= size_of::<*const ()>());
        const _: () = assert!(align_of::<$kind>() >= align_of::<*const ()>());

        // SAFETY: the size and the alignment were just asserted.
        unsafe impl $crate::runtime::freelist::Pooled for $kind {
            #[cfg(all(feature = "std", not(debug_assertions)))]
            const LIMIT: u32 = $many;

            #[cfg(all(feature = "std", not(debug_assertions)))]
            #[inline]
            fn list() -> &'static std::thread::LocalKey<$crate::runtime::freelist::list::List<Self>> {
                std::thread_local! {
                    static LIST: $crate::runtime::freelist::list::List<$kind> =
                        const { $crate::runtime::freelist::list::List::new() };
                }
                &LIST
            }

            #[cfg(all(feature = "std", not(debug_assertions)))]
            fn end() -> &'static std::thread::LocalKey<$crate::runtime::freelist::list::End<Self>> {
                std::thread_local! {
                    static END: $crate::runtime::freelist::list::End<$kind> =
                        const { $crate::runtime::freelist::list::End::new() };
                }
                &END
            }
        }
    };
}
pub(crate) use freelist;

/// Memory for a node, uninitialized.
#[inline]
pub(crate) fn allocate<N: Pooled>() -> NonNull<N> {
    match list::take() {
        Some(memory) => memory,
        None => fresh(),
    }
}

#[inline(never)]
fn fresh<N>() -> NonNull<N> {
    NonNull::from(Box::leak(Box::<N>::new_uninit())).cast()
}

/// Gives memory back. The node in it is not dropped.
///
/// # Safety
///
/// The memory came from [`allocate`], on any thread, and nobody uses it any more.
#[inline]
pub(crate) unsafe fn free<N: Pooled>(memory: NonNull<N>) {
    // SAFETY: the memory is the caller's, came from `allocate`, and nobody uses it any more.
    unsafe {
        if !list::put(memory) {
            list::put_first(memory);
        }
    }
}

/// # Safety
///
/// As for [`free`].
unsafe fn give_back<N>(memory: NonNull<N>) {
    // SAFETY: `allocate` has made the memory as such a box.
    drop(unsafe { Box::<MaybeUninit<N>>::from_raw(memory.cast().as_ptr()) });
}

#[cfg(all(feature = "std", not(debug_assertions)))]
pub(crate) mod list {
    use super::{Pooled, give_back};
    use core::cell::Cell;
    use core::marker::PhantomData;
    use core::ptr::NonNull;

    /// A free node's memory holds the pointer to the next free one.
    type Free<N> = Option<NonNull<N>>;

    /// The free nodes of a thread. The list has no destructor of its own, so that using it need not check whether
    /// that has run.
    pub(crate) struct List<N> {
        first: Cell<Free<N>>,
        /// How many more nodes the list takes; zero until a value exists that empties the list when the thread
        /// ends.
        room: Cell<u32>,
    }

    impl<N> List<N> {
        pub(crate) const fn new() -> Self {
            List { first: Cell::new(None), room: Cell::new(0) }
        }
    }

    #[inline]
    pub(super) fn take<N: Pooled>() -> Free<N> {
        N::list().with(|list| {
            let first = list.first.get()?;
            // SAFETY: `put` has written the next pointer there.
            list.first.set(unsafe { first.cast::<Free<N>>().read() });
            list.room.set(list.room.get() + 1);
            Some(first)
        })
    }

    /// Keeps the memory, or returns false if there is no room.
    ///
    /// # Safety
    ///
    /// The memory is a free node's, and the caller's.
    #[inline]
    pub(super) unsafe fn put<N: Pooled>(memory: NonNull<N>) -> bool {
        N::list().with(|list| {
            let Some(room) = list.room.get().checked_sub(1) else { return false };
            list.room.set(room);
            // SAFETY: the memory is free, and has room for a pointer, as `Pooled` promises.
            unsafe { memory.cast::<Free<N>>().write(list.first.get()) };
            list.first.set(Some(memory));
            true
        })
    }

    /// Keeps the first memory on this thread, and gives memory back once there is enough. The function does not
    /// unwind, so its caller needs no landing pad.
    ///
    /// # Safety
    ///
    /// As for [`put`].
    #[cold]
    #[inline(never)]
    pub(super) unsafe extern "C" fn put_first<N: Pooled>(memory: NonNull<N>) {
        let is_first = N::end().try_with(|end| !end.is_awaited.replace(true)).unwrap_or(false);
        if is_first {
            N::list().with(|list| list.room.set(N::LIMIT));
        }
        // SAFETY: the memory is a free node's, and ours: it is kept, or else given back, once.
        unsafe {
            if !put(memory) {
                give_back(memory);
            }
        }
    }

    /// Empties the list when the thread ends.
    pub(crate) struct End<N: Pooled> {
        is_awaited: Cell<bool>,
        empties: PhantomData<N>,
    }

    impl<N: Pooled> End<N> {
        pub(crate) const fn new() -> Self {
            End { is_awaited: Cell::new(false), empties: PhantomData }
        }
    }

    impl<N: Pooled> Drop for End<N> {
        fn drop(&mut self) {
            while let Some(memory) = take::<N>() {
                // SAFETY: the nodes in the list are free, and nobody else has them.
                unsafe { give_back(memory) };
            }
            N::list().with(|list| list.room.set(0));
        }
    }
}

#[cfg(not(all(feature = "std", not(debug_assertions))))]
mod list {
    use super::Pooled;
    use core::ptr::NonNull;

    #[inline]
    pub(super) fn take<N: Pooled>() -> Option<NonNull<N>> {
        None
    }

    #[inline]
    pub(super) unsafe fn put<N: Pooled>(_: NonNull<N>) -> bool {
        false
    }

    /// # Safety
    ///
    /// The memory is a free node's, and the caller's.
    pub(super) unsafe fn put_first<N: Pooled>(memory: NonNull<N>) {
        // SAFETY: the memory is a free node's, and ours. All of it came from `allocate`, as a box.
        unsafe { super::give_back(memory) };
    }
}
