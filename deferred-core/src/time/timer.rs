//! The right to a call that comes later.

use alloc::boxed::Box;
use core::fmt::{self, Debug};

/// A call that a [`Clock`](crate::Clock) will make: dropping it cancels the call.
///
/// So a timer never outlives what it times. Where the call was made already, dropping it does nothing.
///
/// ```
/// use deferred::{Clock, TestClock};
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let timer = clock.call_later(Duration::from_secs(1), Box::new(|| println!("not printed")));
/// assert_eq!(clock.len(), 1);
/// drop(timer);
/// assert!(clock.is_empty());
///
/// clock.call_later(Duration::from_secs(1), Box::new(|| println!("printed"))).detach();
/// clock.advance(Duration::from_secs(1));
/// ```
///
/// Twisted: `IDelayedCall`.
#[must_use = "a timer that is dropped calls nothing: keep it, or `detach` it [E-timer-ignored]"]
#[doc(alias("IDelayedCall", "DelayedCall"))]
pub struct Timer {
    /// `None` once it was detached.
    cancel: Option<Box<dyn FnOnce()>>,
}

impl Timer {
    /// What a clock gives: `cancel` takes the call away. It runs after the call as well, and does nothing then.
    pub fn new(cancel: impl FnOnce() + 'static) -> Self {
        Timer { cancel: Some(Box::new(cancel)) }
    }

    /// Takes the call away: the same as dropping it, in a word. Twisted: `cancel`.
    pub fn cancel(self) {
        drop(self);
    }

    /// Lets the call come, without a way to cancel it.
    pub fn detach(mut self) {
        self.cancel = None;
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
    }
}

impl Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timer")
    }
}
