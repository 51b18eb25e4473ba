//! `later` waits for a time; `defer_later` calls a function after it.

use super::{Clock, TimeOn, TimedBy, TimerSlot};
use crate::cancel::pair_with_canceller;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::CanBeCancelled;
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour, ThisThread, Wrap};
use crate::stages::{Form, Inferred, Reply, then};
use core::panic::Location;
use core::time::Duration;

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
