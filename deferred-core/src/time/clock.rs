//! `Clock`, the trait of event loops and test clocks, which call a function later; `Timer`, the right to such a call;
//! and `later`, which waits for a time, with `defer_later`, which calls a function after it.

use crate::cancel::pair_with_canceller;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::Nobodys;
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::CanBeCancelled;
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Canceller, Carries, Flavour, SharedCell, ThisThread, Wrap};
use crate::stages::{Form, Inferred, Reply, then};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use core::fmt::{self, Debug};
use core::panic::Location;
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

/// The time behind a clock `C`, after which that calls: a [`Duration`].
///
/// A clock and a time that are swapped, or one without the other, are one mistake: only where the time is a time is the clock asked
/// whether it is one ([`TimedBy`]).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no time: a clock stands before it, and it is a `Duration` [E-no-clock]",
    label = "no `Duration`",
    note = "write them as in `timeout(&clock, Duration::from_secs(5))`; here the clock would be `{C}`; see `deferred::mistakes::e_no_clock`"
)]
pub trait TimeOn<C> {
    /// `()` where this is a time.
    #[doc(hidden)]
    type Mark;

    #[doc(hidden)]
    fn time(self) -> Duration;
}

#[diagnostic::do_not_recommend]
impl<C> TimeOn<C> for Duration {
    type Mark = ();

    #[inline]
    fn time(self) -> Duration {
        self
    }
}

/// A [`Clock`], before what is a time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no clock, which could call something later [E-no-clock]",
    label = "no clock",
    note = "the clock stands before the time, as in `timeout(&clock, Duration::from_secs(5))`; tests use a `TestClock`; with the feature `tokio` there is `LocalTokioClock` for what stays on its thread, and `TokioClock` for what crosses threads; any other is a type that implements `Clock<{Thread}>`; see `deferred::mistakes::e_no_clock`"
)]
pub trait TimedBy<Mark, Thread: Flavour> {
    #[doc(hidden)]
    type Clock: Clock<Thread>;

    #[doc(hidden)]
    fn clock(self) -> Self::Clock;
}

#[diagnostic::do_not_recommend]
impl<C: Clock<Thread>, Thread: Flavour> TimedBy<(), Thread> for C {
    type Clock = C;

    #[inline]
    fn clock(self) -> C {
        self
    }
}

macro_rules! before_no_time {
    ($($number:literal)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<C, Thread: Flavour> TimedBy<Nobodys<$number>, Thread> for C {
            type Clock = NoClock;

            fn clock(self) -> NoClock {
                unreachable!("no time is of this type")
            }
        }
    )+};
}
// While no time is known, there is more than one way: nothing is said of what stands before it.
before_no_time!(0 1);

/// No clock.
#[doc(hidden)]
pub enum NoClock {}

#[diagnostic::do_not_recommend]
impl<Thread: Flavour> Clock<Thread> for NoClock {
    fn now(&self) -> Duration {
        match *self {}
    }

    fn call_later(&self, _: Duration, _: Thread::Call) -> Timer<Thread> {
        match *self {}
    }
}

/// A call that a [`Clock`] will make: dropping it cancels the call.
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
    /// Makes a timer, for an implementation of [`Clock`]: `cancel` takes the call away. It also runs
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
    pub fn cancel(self) {}

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

/// A shared slot for the timer of an operation that may end before it. Its last owner drops the timer: the operation, or, if that
/// ends before the clock has given the timer, who puts it in.
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
}

/// A cancel drops the timer.
impl<I, Thread: Flavour> Canceller<I, Thread> for TimerSlot<Thread> {}

/// A Deferred that fires when `delay` has passed. A cancel takes the timer away.
///
/// ```
/// use deferred::{Cancelled, TestClock, chain, later, testing::{assert_no_result, success_result_of}};
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let tea = chain! { later(&clock, Duration::from_secs(180)); then |()| "tea", catch |_: Cancelled| "no tea" };
/// clock.advance(Duration::from_secs(180));
/// assert_eq!(success_result_of(tea), "tea");
/// ```
///
/// Twisted: `deferLater` without a function; `task.deferLater(reactor, delay)`.
#[track_caller]
#[doc(alias("deferLater", "sleep"))]
pub fn later<C: TimedBy<D::Mark, ThisThread>, D: TimeOn<C>>(
    clock: C,
    delay: D,
) -> Deferred<(), (Cancelled,)> {
    let (clock, delay) = (clock.clock(), delay.time());
    wait(clock, delay, Location::caller())
}

/// Calls `f` when `delay` has passed, and makes a Deferred of its reply. A cancel takes the call away, or goes to
/// the Deferred that `f` returned.
///
/// The function returns a value, a `Result` or a Deferred. The set has [`Cancelled`], and the errors of `f`; it
/// must be known from the use of the Deferred.
///
/// ```
/// use deferred::{Cancelled, Deferred, TestClock, defer_later, testing::success_result_of};
/// use std::{num::ParseIntError, time::Duration};
///
/// let clock = TestClock::new();
/// let d: Deferred<u32, (Cancelled, ParseIntError)> =
///     defer_later(&clock, Duration::from_secs(1), || "42".parse::<u32>());
/// clock.advance(Duration::from_secs(1));
/// assert_eq!(success_result_of(d), 42);
/// ```
///
/// Twisted: `deferLater`.
#[track_caller]
#[doc(alias = "deferLater")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn defer_later<U: 'static, S: CanBeCancelled<Which>, O: Reply<U, S, How>, How: Form, Which, C: TimedBy<D::Mark, ThisThread>, D: TimeOn<C>>(clock: C, delay: D, f: impl FnOnce() -> O + 'static) -> Deferred<U, S> {
    let (clock, delay) = (clock.clock(), delay.time());
    wait_and_call(clock, delay, f, Site::here(Stage::DeferLater))
}

/// Waits until `delay` has passed, for either flavour.
pub(crate) fn wait<Thread>(
    clock: impl Clock<Thread>,
    delay: Duration,
    made: &'static Location<'static>,
) -> Deferred<(), (Cancelled,), Thread>
where
    Thread: Flavour + Carries<Outcome<(), (Cancelled,)>>,
{
    let timer_slot = TimerSlot::<Thread>::empty();
    let (resolver, d) = pair_with_canceller(timer_slot.clone(), made);
    let timer = clock.call_later(delay, Thread::boxed(resolver, |resolver| resolver.succeed(())));
    timer_slot.set(timer);
    d
}

/// Calls `f` when `delay` has passed, for either flavour.
pub(crate) fn wait_and_call<U: 'static, S, O, How, Which, F: FnOnce() -> O + 'static, Thread>(
    clock: impl Clock<Thread>,
    delay: Duration,
    f: F,
    site: Site,
) -> Deferred<U, S, Thread>
where
    S: CanBeCancelled<Which>,
    O: Reply<U, S, How, Thread>,
    How: Form,
    Thread: Flavour
        + Carries<F>
        + Carries<Outcome<(), (Cancelled,)>>
        + Carries<Outcome<(), S>>
        + Carries<Outcome<U, S>>,
{
    wait(clock, delay, site.location()).feed(How::WAITS, (Wrap(f), site), |(Wrap(f), site), outcome| {
        then::<_, _, _, _, _, Inferred<How>, _>(|()| f(), Failure::cancelled_in, outcome, site).end()
    })
}
