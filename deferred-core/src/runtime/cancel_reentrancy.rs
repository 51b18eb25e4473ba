//! Of which groups the members are being cancelled on this thread.
//!
//! A group may wait for itself: its result is what fires one of its members. To cancel it is to cancel that
//! member, which is to cancel the group; this is where that ends. Without `std` there is no thread to note it for.

#[cfg(all(feature = "std", not(all(test, loom))))]
pub(crate) use noted::begin;
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(crate) use unnoted::begin;

#[cfg(all(feature = "std", not(all(test, loom))))]
mod noted {
    use alloc::vec::Vec;
    use core::cell::RefCell;
    use core::ptr::NonNull;

    std::thread_local! {
        static ASKED: RefCell<Vec<NonNull<()>>> = const { RefCell::new(Vec::new()) };
    }

    /// The members are being cancelled as long as it is there.
    pub(crate) struct Asking;

    /// Notes that the members of `group` are being cancelled, unless they are already. The caller keeps the group's memory.
    pub(crate) fn begin(group: NonNull<()>) -> Option<Asking> {
        let note = |asked: &RefCell<Vec<_>>| {
            let mut asked = asked.borrow_mut();
            if asked.contains(&group) {
                return None;
            }
            asked.push(group);
            Some(Asking)
        };
        // Where the thread is going away, nothing is noted any more.
        ASKED.try_with(note).unwrap_or_else(|_| Some(Asking))
    }

    impl Drop for Asking {
        fn drop(&mut self) {
            let _ = ASKED.try_with(|asked| asked.borrow_mut().pop());
        }
    }
}

#[cfg(any(not(feature = "std"), all(test, loom)))]
mod unnoted {
    use core::ptr::NonNull;

    pub(crate) struct Asking;

    pub(crate) fn begin(_: NonNull<()>) -> Option<Asking> {
        Some(Asking)
    }
}
