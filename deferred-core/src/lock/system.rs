//! The system's lock.

use std::sync::{Mutex, PoisonError};

/// An `X` that one thread at a time gets.
#[doc(hidden)]
pub struct Lock<X>(Mutex<X>);

impl<X> Lock<X> {
    #[inline]
    pub(crate) fn new(it: X) -> Self {
        Lock(Mutex::new(it))
    }

    #[inline]
    pub(crate) fn with<A>(&self, look: impl FnOnce(&mut X) -> A) -> A {
        // No code of others runs in it, so nothing is left half done by a panic.
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
