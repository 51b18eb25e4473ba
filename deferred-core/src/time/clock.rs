//! `Clock`: the trait of event loops and test clocks, which call a function later.

use super::Timer;
use crate::flavour::{Flavour, ThisThread};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use core::time::Duration;

/// A source of time that calls functions later.
///
/// A function that takes a clock takes a reference to one, too. Tests use a [`TestClock`](crate::TestClock); with
/// the feature `tokio` there is tokio's clock. For another event loop, this trait is all that has to be
/// implemented; here for one that asks a list again and again what is due:
///
/// ```
/// use deferred::{Clock, Timer, later, testing::success_result_of};
/// use std::{cell::RefCell, rc::Rc, time::{Duration, Instant}};
///
/// type Calls = Rc<RefCell<Vec<(Duration, Option<Box<dyn FnOnce()>>)>>>;
///
/// struct Polled {
///     origin: Instant,
///     calls: Calls,
/// }
///
/// impl Clock for Polled {
///     fn now(&self) -> Duration {
///         self.origin.elapsed()
///     }
///
///     fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
///         let (calls, mut list) = (self.calls.clone(), self.calls.borrow_mut());
///         let index = list.len();
///         list.push((self.now().saturating_add(delay), Some(call)));
///         Timer::new(move || {
///             let cancelled = calls.borrow_mut()[index].1.take();
///             drop(cancelled); // what it holds may come back here
///         })
///     }
/// }
///
/// let clock = Polled { origin: Instant::now(), calls: Calls::default() };
/// let d = later(&clock, Duration::ZERO);
/// let due = clock.calls.borrow_mut()[0].1.take();
/// due.expect("nobody cancelled it")();
/// success_result_of(d);
/// ```
///
/// Deferreds that [cross threads](crate::threads) need a `Clock<AnyThread>`, whose calls are `Send`. Tokio's clock
/// is both.
///
/// Twisted: `IReactorTime`.
#[doc(alias("IReactorTime", "reactor"))]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no clock, which could call something later [E-no-clock]",
    label = "no clock",
    note = "the clock stands before the time, as in `timeout(&clock, Duration::from_secs(5))`; tests use a `TestClock`; with the feature `tokio` there is `LocalTokioClock` for what stays on its thread, and `TokioClock` for what crosses threads; any other is a type that implements `Clock<{Thread}>`; see `deferred::mistakes::e_no_clock`"
)]
pub trait Clock<Thread: Flavour = ThisThread> {
    /// The time since some fixed moment: it never goes back, and advances as the delays of the calls do.
    ///
    /// The wall clock, which somebody may set, is no such time; [`std::time::Instant`] is. A single call
    /// ([`later`](crate::later), [`timeout`](crate::Deferred::timeout),
    /// [`give_up_after`](crate::Deferred::give_up_after), the pauses of a [`retry`](crate::retry())) never asks for
    /// the time, and depends on [`call_later`](Self::call_later) alone. A [`LoopingCall`](crate::LoopingCall) asks
    /// for it, and goes on after one interval where the time has gone back or stands still, as it does at
    /// `Duration::MAX`; where it has leapt forward, the places in between are skipped, and counted.
    ///
    /// Twisted: `seconds`.
    #[doc(alias = "seconds")]
    fn now(&self) -> Duration;

    /// Calls `call` when `delay` has passed, not before `call_later` returns, unless the timer is dropped before.
    ///
    /// A `delay` of `Duration::MAX` never passes: a clock that adds it to its time does so with `saturating_add`.
    ///
    /// The call is a `Box<dyn FnOnce()>`; a clock for Deferreds that cross threads is given a `Box<dyn FnOnce() + Send>`, and
    /// may make it on any thread.
    ///
    /// Twisted: `callLater`.
    #[doc(alias = "callLater")]
    fn call_later(&self, delay: Duration, call: Thread::Call) -> Timer<Thread>;

    /// The clock as its own calls hold it: a [`LoopingCall`](crate::LoopingCall) keeps its clock in each of its
    /// calls.
    ///
    /// A reference-counted clock that owns its calls would own itself through a loop that nobody stops, and neither
    /// would ever be dropped. Such a clock returns a weak handle, which drops the calls that it is given where the
    /// clock is gone. The default returns the clock as it is.
    ///
    /// ```
    /// use deferred::{Clock, TestClock};
    ///
    /// let clock = TestClock::new();
    /// let handle = clock.clone().weak();
    /// assert_eq!(handle.now(), clock.now());
    /// ```
    fn weak(self) -> Self
    where
        Self: Sized,
    {
        self
    }
}

macro_rules! by_pointer {
    ($($pointer:ty)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<Thread: Flavour, C: Clock<Thread> + ?Sized> Clock<Thread> for $pointer {
            fn now(&self) -> Duration {
                (**self).now()
            }

            fn call_later(&self, delay: Duration, call: Thread::Call) -> Timer<Thread> {
                (**self).call_later(delay, call)
            }
        }
    )+};
}
by_pointer!(&C Rc<C> Arc<C> Box<C>);
