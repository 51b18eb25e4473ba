//! The trampoline: queues work beyond a depth of nesting, so that callbacks which fire one another do not use up
//! the stack.
//!
//! A callback that fires another Deferred nests, as in Twisted: the other chain runs before the callback goes on.
//! So does a callback that attaches to a ready Deferred, and a canceller that cancels. If the nesting goes on and
//! on, the data decides the depth. So beyond a depth the work is queued, and the outermost level does it: where
//! more than 64 levels have taken 96 KiB of the stack, or fewer 128 KiB. Without `std` there is no thread-local
//! place for the count, and nested firing uses the stack as nested calls do.

#[cfg(all(feature = "std", not(all(test, loom))))]
pub(crate) use counted::{Level, enter, later};
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(crate) use uncounted::{Level, enter, later};

#[cfg(all(feature = "std", not(all(test, loom))))]
mod counted {
    use crate::runtime::unwind::Panicked;
    use alloc::boxed::Box;
    use alloc::collections::VecDeque;
    use core::cell::{Cell, RefCell};
    use core::cmp::Ordering;

    /// Queued work. Its drop, if it was not run, drops what it captures.
    type Work = Box<dyn FnOnce()>;

    /// How many levels callbacks may nest, unless each of them takes much of the stack.
    const LIMIT: u32 = 64;

    /// The level from which on the use of the stack is measured.
    const MEASURED: u32 = 16;

    /// How much of the stack the levels beyond that may take, where there are more than the limit, before the rest
    /// is queued. A level takes about 100 bytes where the compiler optimizes, and 1 KiB where not, beside what the
    /// callback takes itself.
    const ROOM: usize = 96 * 1024;

    /// How much of the stack fewer levels than the limit may take: a stack of 256 KiB has room for that, and for
    /// the levels that are not measured.
    const ROOM_BELOW: usize = 128 * 1024;

    /// A bit of the depth, set if there is something in the queue, so that a level that ends looks at one word.
    const WAITING: u32 = 1 << 31;

    std::thread_local! {
        static DEPTH: Cell<u32> = const { Cell::new(0) };
        /// The address of the stack where measuring began.
        static BEGIN: Cell<usize> = const { Cell::new(0) };
        static QUEUE: RefCell<VecDeque<Work>> = const { RefCell::new(VecDeque::new()) };
    }

    /// A level of nesting. The end of the outermost level empties the queue.
    pub(crate) struct Level {
        outer: u32,
    }

    /// Enters a level, unless the nesting is too deep.
    #[inline]
    pub(crate) fn enter() -> Option<Level> {
        let outer = DEPTH.get();
        if outer >= MEASURED && is_too_deep(outer) {
            return None;
        }
        DEPTH.set(outer + 1);
        Some(Level { outer })
    }

    #[cold]
    #[inline(never)]
    fn is_too_deep(outer: u32) -> bool {
        let depth = outer & !WAITING;
        // The stack may grow either way. Another stack, such as a coroutine's, is far away.
        let here = (&raw const depth).addr();
        match depth.cmp(&MEASURED) {
            Ordering::Less => false,
            Ordering::Equal => {
                BEGIN.set(here);
                false
            }
            Ordering::Greater => {
                let room = if depth < LIMIT { ROOM_BELOW } else { ROOM };
                BEGIN.get().abs_diff(here) > room
            }
        }
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

    /// Ends a level during which something was queued.
    #[cold]
    fn end(outer: u32) {
        if outer == 0 {
            DEPTH.set(1);
            work_off();
        } else {
            DEPTH.set(outer | WAITING);
        }
    }

    /// Queues `work` for the outermost level. The caller is within a level.
    #[cold]
    pub(crate) fn later(work: impl FnOnce() + 'static) {
        let mut work: Option<Work> = Some(Box::new(work));
        if DEPTH.get() & !WAITING > 0 {
            DEPTH.set(DEPTH.get() | WAITING);
            let _ = QUEUE.try_with(|queue| queue.borrow_mut().extend(work.take()));
        }
        if let Some(work) = work {
            // The thread is ending and its queue is gone, or there is no level that would empty it.
            work();
        }
    }

    /// Runs the queued work. A panic does not keep other chains from running: it goes on when the queue is empty.
    #[cold]
    fn work_off() {
        let mut panicked = Panicked::default();
        while let Ok(Some(work)) = QUEUE.try_with(|queue| queue.borrow_mut().pop_front()) {
            panicked.run(work);
        }
        DEPTH.set(0);
        panicked.resume();
    }
}

#[cfg(any(not(feature = "std"), all(test, loom)))]
mod uncounted {
    pub(crate) struct Level;

    /// Empty, so that both variants of the type have a `Drop`.
    impl Drop for Level {
        fn drop(&mut self) {}
    }

    #[inline]
    pub(crate) fn enter() -> Option<Level> {
        Some(Level)
    }

    pub(crate) fn later(work: impl FnOnce() + 'static) {
        work();
    }
}
