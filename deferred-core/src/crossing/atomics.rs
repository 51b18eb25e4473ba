//! The atomics and cells of the node across threads: core's own; loom's, which tries every order of threads; or
//! counting ones, for tests.

#[cfg(not(all(test, loom)))]
pub(super) use cores::*;
#[cfg(all(test, loom))]
pub(super) use looms::*;

#[cfg(not(all(test, loom)))]
mod cores {
    #[cfg(test)]
    pub(in crate::crossing) use super::counted::{AtomicPtr, AtomicU8, AtomicU32};
    pub(in crate::crossing) use core::sync::atomic::Ordering;
    #[cfg(not(test))]
    pub(in crate::crossing) use core::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32};

    /// Memory whose users take turns, as the node's protocol has it.
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

    /// How often a thread spins before it yields to others.
    #[cfg(feature = "std")]
    const BUSY: u32 = 64;

    /// Waits for another thread that is a few instructions from being done.
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

/// Core's atomics, with a count of a thread's read-modify-writes: they cost most where atomics are dear.
#[cfg(all(test, not(loom)))]
pub(super) mod counted {
    use core::cell::Cell;
    use core::sync::atomic::{self, Ordering};

    std::thread_local! {
        static TAKEN: Cell<usize> = const { Cell::new(0) };
    }

    /// How many read-modify-writes `f` takes on this thread.
    pub(in crate::crossing) fn taken_by(f: impl FnOnce()) -> usize {
        let before = TAKEN.get();
        f();
        TAKEN.get() - before
    }

    fn take() {
        TAKEN.set(TAKEN.get() + 1);
    }

    macro_rules! counted {
        ($name:ident $(<$generic:ident>)?, $value:ty) => {
            #[repr(transparent)]
            pub(in crate::crossing) struct $name $(<$generic>)? (atomic::$name $(<$generic>)?);

            impl $(<$generic>)? $name $(<$generic>)? {
                pub(in crate::crossing) const fn new(value: $value) -> Self {
                    $name(atomic::$name::new(value))
                }

                pub(in crate::crossing) fn load(&self, order: Ordering) -> $value {
                    self.0.load(order)
                }

                #[allow(dead_code, reason = "not all of them are stored to")]
                pub(in crate::crossing) fn store(&self, value: $value, order: Ordering) {
                    self.0.store(value, order);
                }

                #[allow(dead_code, reason = "not all of them are exchanged")]
                pub(in crate::crossing) fn compare_exchange_weak(
                    &self,
                    now: $value,
                    then: $value,
                    done: Ordering,
                    failed: Ordering,
                ) -> Result<$value, $value> {
                    take();
                    // The strong one: it does not fail spuriously, which would be counted.
                    self.0.compare_exchange(now, then, done, failed)
                }
            }
        };
    }
    counted!(AtomicPtr<T>, *mut T);
    counted!(AtomicU8, u8);
    counted!(AtomicU32, u32);

    impl AtomicU8 {
        pub(in crate::crossing) fn compare_exchange(
            &self,
            now: u8,
            then: u8,
            done: Ordering,
            failed: Ordering,
        ) -> Result<u8, u8> {
            take();
            self.0.compare_exchange(now, then, done, failed)
        }

        pub(in crate::crossing) fn fetch_add(&self, value: u8, order: Ordering) -> u8 {
            take();
            self.0.fetch_add(value, order)
        }
    }

    impl AtomicU32 {
        pub(in crate::crossing) fn fetch_add(&self, value: u32, order: Ordering) -> u32 {
            take();
            self.0.fetch_add(value, order)
        }

        pub(in crate::crossing) fn fetch_sub(&self, value: u32, order: Ordering) -> u32 {
            take();
            self.0.fetch_sub(value, order)
        }

        pub(in crate::crossing) fn fetch_or(&self, value: u32, order: Ordering) -> u32 {
            take();
            self.0.fetch_or(value, order)
        }

        pub(in crate::crossing) fn fetch_and(&self, value: u32, order: Ordering) -> u32 {
            take();
            self.0.fetch_and(value, order)
        }
    }
}

#[cfg(all(test, loom))]
mod looms {
    pub(in crate::crossing) use loom::cell::UnsafeCell as Shared;
    pub(in crate::crossing) use loom::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, Ordering};

    /// How often a thread spins before loom stops trying what else could happen, which has no end.
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
