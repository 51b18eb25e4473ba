//! Keeps the stack short where callbacks fire one another.
//!
//! A callback that fires another Deferred nests, as in Twisted: the other
//! chain runs before the callback goes on. Where that goes on and on, the data
//! decides the depth; so past 64 levels the work is queued, and the
//! outermost level carries it out. Without `std` there is no thread to keep
//! the count for, and nested firing uses the stack as nested calls do.

#[cfg(all(feature = "std", not(all(test, loom))))]
pub(crate) use counted::{enter, later};
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(crate) use uncounted::{enter, later};

#[cfg(all(feature = "std", not(all(test, loom))))]
mod counted {
    use crate::runtime::unwind;
    use alloc::boxed::Box;
    use alloc::collections::VecDeque;
    use core::cell::{Cell, RefCell};

    /// What waits in the queue. Dropped and not run, it lets go of what it captures.
    type Work = Box<dyn FnOnce()>;

    /// How deep callbacks may fire one another before the rest is queued.
    const LIMIT: u32 = 64;

    /// Set in the depth if there is something in the queue, so that a level which ends looks at one word.
    const WAITING: u32 = 1 << 31;

    std::thread_local! {
        static DEPTH: Cell<u32> = const { Cell::new(0) };
        static QUEUE: RefCell<VecDeque<Work>> = const { RefCell::new(VecDeque::new()) };
    }

    /// One level of nesting. When the outermost one ends, the queue is worked off.
    pub(crate) struct Level {
        outer: u32,
    }

    /// One level deeper, unless that is too deep.
    #[inline]
    pub(crate) fn enter() -> Option<Level> {
        let outer = DEPTH.get();
        if outer >= LIMIT && is_too_deep(outer) {
            return None;
        }
        DEPTH.set(outer + 1);
        Some(Level { outer })
    }

    #[cold]
    fn is_too_deep(outer: u32) -> bool {
        outer & !WAITING >= LIMIT
    }

    impl Drop for Level {
        #[inline]
        fn drop(&mut self) {
            if DEPTH.get() == self.outer + 1 {
                DEPTH.set(self.outer);
            } else {
                end(self.outer);
            }
        }
    }

    /// Ends a level in which something was put into the queue.
    #[cold]
    fn end(outer: u32) {
        if outer == 0 {
            DEPTH.set(1);
            work_off();
            DEPTH.set(0);
        } else {
            DEPTH.set(outer | WAITING);
        }
    }

    /// Leaves `work` to the outermost level, of which there is one.
    #[cold]
    pub(crate) fn later(work: impl FnOnce() + 'static) {
        debug_assert!(DEPTH.get() & !WAITING > 0);
        DEPTH.set(DEPTH.get() | WAITING);
        let mut work: Option<Work> = Some(Box::new(work));
        let queued = QUEUE.try_with(|queue| queue.borrow_mut().extend(work.take()));
        if queued.is_err() {
            // The thread is going away and its queue with it.
            drop(work);
        }
    }

    /// A panic must not keep other chains from running: it goes on when all is done.
    #[cold]
    fn work_off() {
        let mut panicked = None;
        while let Ok(Some(work)) = QUEUE.try_with(|queue| queue.borrow_mut().pop_front()) {
            if let Err(payload) = unwind::catch(work) {
                panicked.get_or_insert(payload);
            }
        }
        if let Some(payload) = panicked
            && !std::thread::panicking()
        {
            DEPTH.set(0);
            std::panic::resume_unwind(payload);
        }
    }
}

#[cfg(any(not(feature = "std"), all(test, loom)))]
mod uncounted {
    pub(crate) struct Level;

    #[inline]
    pub(crate) fn enter() -> Option<Level> {
        Some(Level)
    }

    pub(crate) fn later(work: impl FnOnce() + 'static) {
        work();
    }
}
