//! What the cell is made of: core's atomics, or those of loom, which tries every order in which threads can go.

#[cfg(not(all(test, loom)))]
pub(super) use cores::*;
#[cfg(all(test, loom))]
pub(super) use looms::*;

#[cfg(not(all(test, loom)))]
mod cores {
    pub(in crate::crossing) use core::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, Ordering};

    /// Memory whose users see to it that they take turns.
    #[repr(transparent)]
    pub(in crate::crossing) struct Shared<T>(core::cell::UnsafeCell<T>);

    impl<T> Shared<T> {
        #[inline(always)]
        pub(in crate::crossing) fn with<R>(&self, look: impl FnOnce(*const T) -> R) -> R {
            look(self.0.get())
        }

        #[inline(always)]
        pub(in crate::crossing) fn with_mut<R>(&self, change: impl FnOnce(*mut T) -> R) -> R {
            change(self.0.get())
        }
    }

    /// How often a thread looks again before it lets others run.
    #[cfg(feature = "std")]
    const BUSY: u32 = 64;

    /// Waits for another thread, which is a few instructions away from what is waited for.
    #[derive(Default)]
    pub(in crate::crossing) struct Turns {
        #[cfg(feature = "std")]
        taken: u32,
    }

    impl Turns {
        #[cold]
        pub(in crate::crossing) fn wait(&mut self) {
            #[cfg(feature = "std")]
            {
                self.taken += 1;
                if self.taken.is_multiple_of(BUSY) {
                    return std::thread::yield_now();
                }
            }
            core::hint::spin_loop();
        }
    }
}

#[cfg(all(test, loom))]
mod looms {
    pub(in crate::crossing) use loom::cell::UnsafeCell as Shared;
    pub(in crate::crossing) use loom::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, Ordering};

    /// How often a thread looks again before loom need not try what else could happen: it could go on for ever.
    const TRIED: u32 = 2;

    #[derive(Default)]
    pub(in crate::crossing) struct Turns {
        taken: u32,
    }

    impl Turns {
        pub(in crate::crossing) fn wait(&mut self) {
            self.taken += 1;
            if self.taken > TRIED {
                loom::skip_branch();
            }
            loom::thread::yield_now();
        }
    }
}
