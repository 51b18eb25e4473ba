//! `Timer`: the right to a call that a clock will make; dropping it cancels the call.

use crate::flavour::send_claims::send_if;
use crate::flavour::{Canceller, Carries, Flavour, SharedCell, ThisThread, Wrap};
use core::fmt::{self, Debug};

/// A call that a [`Clock`](crate::Clock) will make: dropping it cancels the call.
///
/// A timer thus never outlives the operation that it times. If the call was made already, dropping its timer does
/// nothing.
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
pub struct Timer<Thread: Flavour = ThisThread> {
    /// `None` once the timer was detached.
    cancel: Option<Thread::Call>,
}

send_if!([] Timer<Thread>);

impl<Thread: Flavour> Timer<Thread> {
    /// Makes a timer, for an implementation of [`Clock`](crate::Clock): `cancel` takes the call away. It also runs
    /// after the call was made, and does nothing then.
    ///
    /// The `cancel` of a timer that is [detached](Self::detach) is dropped, and does not run. So a resource that
    /// has to be given back in either case, such as a handle of an event loop, is given back by the drop of a value
    /// that `cancel` captures, not in the body of `cancel`:
    ///
    /// ```
    /// use deferred::{ThisThread, Timer};
    /// use std::{cell::Cell, rc::Rc};
    ///
    /// struct Handle(Rc<Cell<usize>>);
    ///
    /// impl Drop for Handle {
    ///     fn drop(&mut self) {
    ///         self.0.set(self.0.get() - 1); // the loop's own way to free it
    ///     }
    /// }
    ///
    /// let open = Rc::new(Cell::new(1));
    /// let handle = Handle(open.clone());
    /// let timer = Timer::<ThisThread>::new(move || drop(handle));
    /// timer.detach();
    /// assert_eq!(open.get(), 0);
    /// ```
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new<F: FnOnce() + 'static>(cancel: F) -> Self where Thread: Carries<F> {
        Timer { cancel: Some(Thread::boxed(Wrap(cancel), |Wrap(cancel)| cancel())) }
    }

    /// Cancels the call, as dropping the timer does: see [`TestClock::len`](crate::TestClock::len). Twisted:
    /// `cancel`.
    pub fn cancel(self) {
        drop(self);
    }

    /// Lets the call be made, without a way to cancel it. The clock's `cancel` function is dropped unrun.
    pub fn detach(mut self) {
        self.cancel = None;
    }
}

impl<Thread: Flavour> Drop for Timer<Thread> {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
    }
}

impl<Thread: Flavour> Debug for Timer<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timer")
    }
}

/// A shared slot for the timer of an operation that may end before it: whichever side finishes first clears the
/// slot.
pub(crate) struct TimerSlot<Thread: Flavour>(Thread::Shared<Option<Timer<Thread>>>);

send_if!([] TimerSlot<Thread>);

impl<Thread: Flavour> Clone for TimerSlot<Thread> {
    fn clone(&self) -> Self {
        TimerSlot(self.0.clone())
    }
}

impl<Thread: Flavour> TimerSlot<Thread> {
    pub(crate) fn empty() -> Self {
        TimerSlot(Thread::Shared::new(None))
    }

    /// Puts the timer into the slot. If the operation is over by now, the timer is dropped with this.
    pub(crate) fn set(self, timer: Timer<Thread>) {
        drop(self.0.with(|slot| slot.replace(timer)));
    }

    /// Drops the timer.
    pub(crate) fn clear(&self) {
        drop(self.0.with(Option::take));
    }
}

/// A cancel drops the timer.
impl<I, Thread: Flavour> Canceller<I, Thread> for TimerSlot<Thread> {
    fn cancel(self) -> Option<I> {
        self.clear();
        None
    }
}
