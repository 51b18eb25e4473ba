//! The stage `timeout` of a chain, which takes the Deferred of all stages before it.

use super::callback::Callback;
use super::point::Point;
use super::stage_types::{Lift, StageTypes};
use crate::deferred::{Deferred, Outcome};
use crate::error::set::{ErrorSet, IsCancelled};
use crate::error::site::{Site, Stage};
use crate::flavour::spans;
use crate::flavour::{Carries, CheckedSend, Flavour};
use crate::stages::{Form, Settle};
use crate::time::{Clock, TimedOut};
use core::marker::PhantomData;
use core::time::Duration;

/// The clock and the time of a timeout.
pub struct Time<C> {
    clock: C,
    after: Duration,
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// Cancels the stages before it when the time has passed; the chain fails with [`TimedOut`](crate::TimedOut)
    /// then.
    ///
    /// [`Cancelled`](crate::Cancelled) has to be among the errors, and `TimedOut` is added to them. Twisted:
    /// `addTimeout`.
    #[inline]
    pub fn timeout<C>(self, clock: C, after: Duration) -> Callback<Time<C>, Result<T, TimedOut>, R> {
        Callback { run: Time { clock, after }, gives: PhantomData }
    }
}

impl<U, Base, All, How, Lifting> StageTypes<U, Base, All, How, Lifting> {
    /// The stage; its type is unknown where the stage's types are, so that nothing more is said of it.
    #[inline]
    pub fn timed<F, R: ErrorSet>(self, callback: F, cancelled: IsCancelled<R>) -> (Self, F, IsCancelled<R>) {
        (self, callback, cancelled)
    }
}

/// The outcome where the time was over. The method is on the stage itself, so that the compiler says nothing of one
/// that is wrong.
pub trait TimesOut {
    fn times_out(error: TimedOut) -> Self;
}

impl<T> TimesOut for Result<T, TimedOut> {
    #[inline]
    fn times_out(error: TimedOut) -> Self {
        Err(error)
    }
}

/// The step. That the Deferred can be cancelled was checked before.
#[track_caller]
#[allow(clippy::type_complexity, reason = "types, and what they are for")]
pub fn timeout<T: 'static, R, C, O, All, How, Lifting, Thread>(
    (_, time, cancelled): (
        StageTypes<T, R, All, How, Lifting>,
        Callback<CheckedSend<Time<C>, Thread>, O, R>,
        IsCancelled<R>,
    ),
    before: Deferred<T, R, Thread>,
) -> Deferred<T, All, Thread>
where
    R: ErrorSet,
    C: Clock<Thread>,
    All: ErrorSet,
    How: Form,
    Lifting: Lift<R, All> + 'static,
    O: TimesOut + Settle<T, All, How, Thread>,
    Thread: Flavour + Carries<Outcome<T, All>>,
{
    let site = Site::here(Stage::Timeout);
    let Time { clock, after } = time.run.it;
    let captured = (cancelled, (after, site));
    before.waiting_at(site).timed(clock, after, captured, |(cancelled, (after, site)), outcome, is_late| {
        spans::reaches(site, outcome.is_ok());
        match outcome {
            Err(failure) if is_late && cancelled.is(failure.value()) => {
                let cause = failure.in_hand().to_cause();
                O::times_out(TimedOut { after }).settle(site).because(Some(cause)).end()
            }
            outcome => Deferred::ready(outcome.map_err(Lifting::lift)),
        }
    })
}
