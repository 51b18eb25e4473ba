//! Keeps the stack short where callbacks fire one another: beyond a depth, what is to run is queued.
//!
//! A callback that fires another Deferred nests, as in Twisted: the other
//! chain runs before the callback goes on. So does one that attaches to a Deferred that is ready, and a canceller that cancels.
//! Where that goes on and on, the data decides the depth; so from a depth on the work is queued, and the outermost level carries it out:
//! where more than 64 levels have taken 96 KiB of the stack, or fewer 128 KiB. Without `std` there is no thread to keep
//! the count for, and nested firing uses the stack as nested calls do.

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

    /// What waits in the queue. Dropped and not run, it lets go of what it captures.
    type Work = Box<dyn FnOnce()>;

    /// How deep callbacks may fire one another, unless each of them takes much of the stack.
    const LIMIT: u32 = 64;

    /// From which level on it is looked how much of the stack they take.
    const MEASURED: u32 = 16;

    /// How much of it they may take from there, if they are beyond the limit, before the rest is queued. A level takes about 100 bytes
    /// where the compiler optimizes, and 1 KiB where not, beside what the callback takes itself.
    const ROOM: usize = 96 * 1024;

    /// The same below the limit: a stack of 256 KiB has room for that, and for the levels that are not measured.
    const ROOM_BELOW: usize = 128 * 1024;

    /// Set in the depth if there is something in the queue, so that a level which ends looks at one word.
    const WAITING: u32 = 1 << 31;

    std::thread_local! {
        static DEPTH: Cell<u32> = const { Cell::new(0) };
        /// Where the stack was when it began to be measured.
        static BEGIN: Cell<usize> = const { Cell::new(0) };
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
        // Whichever way the stack grows. On another stack, as a coroutine has one, it is far away.
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

    /// Ends a level in which something was put into the queue.
    #[cold]
    fn end(outer: u32) {
        if outer == 0 {
            DEPTH.set(1);
            work_off();
        } else {
            DEPTH.set(outer | WAITING);
        }
    }

    /// Leaves `work` to the outermost level, of which there is one.
    #[cold]
    pub(crate) fn later(work: impl FnOnce() + 'static) {
        let mut work: Option<Work> = Some(Box::new(work));
        if DEPTH.get() & !WAITING > 0 {
            DEPTH.set(DEPTH.get() | WAITING);
            let _ = QUEUE.try_with(|queue| queue.borrow_mut().extend(work.take()));
        }
        if let Some(work) = work {
            // The thread is going away and its queue with it, or no level would work it off.
            work();
        }
    }

    /// A panic must not keep other chains from running: it goes on when all is done.
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

    #[inline]
    pub(crate) fn enter() -> Option<Level> {
        Some(Level)
    }

    pub(crate) fn later(work: impl FnOnce() + 'static) {
        work();
    }
}
