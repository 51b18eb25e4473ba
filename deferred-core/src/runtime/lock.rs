//! A lock that is held for a few instructions: the system's; loom's, which tries every order of threads; or a spin
//! lock where there is no system.

#[cfg(not(feature = "std"))]
pub use spin::Lock;
#[cfg(feature = "std")]
pub use system::Lock;

#[cfg(feature = "std")]
mod system {
    #[cfg(all(test, loom))]
    use loom::sync::{Mutex, MutexGuard};
    use std::sync::PoisonError;
    #[cfg(not(all(test, loom)))]
    use std::sync::{Mutex, MutexGuard};

    /// An `X` that one thread at a time can access.
    #[doc(hidden)]
    pub struct Lock<X>(Mutex<X>);

    impl<X> Lock<X> {
        #[inline]
        pub(crate) fn new(it: X) -> Self {
            Lock(Mutex::new(it))
        }

        #[inline]
        pub(crate) fn lock(&self) -> MutexGuard<'_, X> {
            // No foreign code runs while the lock is held, so a panic leaves nothing half done.
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}

/// A spin lock: a waiter retries until it gets it.
#[cfg(any(test, not(feature = "std")))]
#[allow(unsafe_code)]
mod spin {
    use core::cell::UnsafeCell;
    use core::marker::PhantomData;
    use core::ops::{Deref, DerefMut};
    use core::sync::atomic::{AtomicBool, Ordering};

    /// An `X` that one thread at a time can access.
    #[doc(hidden)]
    pub struct Lock<X> {
        is_locked: AtomicBool,
        it: UnsafeCell<X>,
    }

    // SAFETY: one thread at a time accesses the `X`, as if it were sent from one to the next.
    unsafe impl<X: Send> Sync for Lock<X> {}

    impl<X> Lock<X> {
        pub(crate) fn new(it: X) -> Self {
            Lock { is_locked: AtomicBool::new(false), it: UnsafeCell::new(it) }
        }

        pub(crate) fn lock(&self) -> SpinGuard<'_, X> {
            while self
                .is_locked
                .compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed)
                .is_err()
            {
                core::hint::spin_loop();
            }
            SpinGuard { lock: self, here: PhantomData }
        }
    }

    /// Access to the value; its drop unlocks.
    pub(crate) struct SpinGuard<'a, X> {
        lock: &'a Lock<X>,
        here: PhantomData<*mut X>,
    }

    impl<X> Deref for SpinGuard<'_, X> {
        type Target = X;

        fn deref(&self) -> &X {
            // SAFETY: only the thread that has set the flag has a guard, until the flag is cleared.
            unsafe { &*self.lock.it.get() }
        }
    }

    impl<X> DerefMut for SpinGuard<'_, X> {
        fn deref_mut(&mut self) -> &mut X {
            // SAFETY: only the thread that has set the flag has a guard, until the flag is cleared; the guard is
            // borrowed mutably.
            unsafe { &mut *self.lock.it.get() }
        }
    }

    impl<X> Drop for SpinGuard<'_, X> {
        fn drop(&mut self) {
            self.lock.is_locked.store(false, Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spin::Lock;
    use alloc::string::String;
    use alloc::sync::Arc;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;

    #[test]
    fn one_thread_at_a_time_gets_it() {
        let count = Arc::new(Lock::new((0, String::new())));
        let counting = |count: Arc<Lock<(u32, String)>>| {
            move || {
                for _ in 0..500 {
                    let mut count = count.lock();
                    count.0 += 1;
                    count.1.push('x');
                }
            }
        };
        let threads = [0; 4].map(|_| thread::spawn(counting(count.clone())));
        for thread in threads {
            thread.join().expect("it counts");
        }
        let count = count.lock();
        assert_eq!((count.0, count.1.len()), (2000, 2000));
    }

    #[test]
    fn it_is_free_after_a_panic() {
        let lock = Lock::new(1);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _held = lock.lock();
            panic!("while it is held");
        }));
        assert!(panicked.is_err());
        assert_eq!(*lock.lock(), 1);
    }
}
