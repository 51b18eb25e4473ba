//! A lock that needs no system: who waits for it asks again.

#![allow(unsafe_code)]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// An `X` that one thread at a time gets.
#[doc(hidden)]
pub struct Lock<X> {
    is_held: AtomicBool,
    it: UnsafeCell<X>,
}

// SAFETY: one thread at a time gets the `X`, as if it were sent from one to the next.
unsafe impl<X: Send> Sync for Lock<X> {}

impl<X> Lock<X> {
    pub(crate) fn new(it: X) -> Self {
        Lock { is_held: AtomicBool::new(false), it: UnsafeCell::new(it) }
    }

    pub(crate) fn with<A>(&self, look: impl FnOnce(&mut X) -> A) -> A {
        /// It is free again even if `look` panics.
        struct Held<'a>(&'a AtomicBool);
        impl Drop for Held<'_> {
            fn drop(&mut self) {
                self.0.store(false, Ordering::Release);
            }
        }

        while self.is_held.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            core::hint::spin_loop();
        }
        let _held = Held(&self.is_held);
        // SAFETY: only who has set the flag gets here, until it is cleared.
        look(unsafe { &mut *self.it.get() })
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;
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
                    count.with(|(number, text)| {
                        *number += 1;
                        text.push('x');
                    });
                }
            }
        };
        let threads = [0; 4].map(|_| thread::spawn(counting(count.clone())));
        for thread in threads {
            thread.join().expect("it counts");
        }
        count.with(|(number, text)| assert_eq!((*number, text.len()), (2000, 2000)));
    }

    #[test]
    fn it_is_free_after_a_panic() {
        let lock = Lock::new(1);
        let panicked = catch_unwind(AssertUnwindSafe(|| lock.with(|_| panic!("while it is held"))));
        assert!(panicked.is_err());
        assert_eq!(lock.with(|it| *it), 1);
    }
}
