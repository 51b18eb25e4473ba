//! The system's lock.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// An `X` that one thread at a time gets.
#[doc(hidden)]
pub struct Lock<X>(Mutex<X>);

impl<X> Lock<X> {
    #[inline]
    pub(crate) fn new(it: X) -> Self {
        Lock(Mutex::new(it))
    }

    #[inline]
    pub(crate) fn lock(&self) -> MutexGuard<'_, X> {
        // No code of others runs while it is held, so nothing is left half done by a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
