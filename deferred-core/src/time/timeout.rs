//! `timeout`: cancels a Deferred that takes too long.

use super::{Clock, TimedOut};
use crate::cancel::CancelHandle;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::TakesLateOutcome;
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::printing;
use crate::error::set::{CanTimeOut, ErrorSet, NamesAll, WithError};
use crate::error::site::{Site, Stage};
use crate::flavour::MaybeReady;
use crate::flavour::send_claims::send_if;
use crate::flavour::spans;
use crate::flavour::{Carries, Flavour, SendIf, SharedCell, Wrap};
use crate::runtime::unwind::once_gone;
use crate::stages::{Form, Inferred, Reply, both};
use core::time::Duration;

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Cancels the Deferred when `after` has passed, and fails with [`TimedOut`] then.
    ///
    /// The set is `R`, in which there must be [`Cancelled`](crate::Cancelled), with `TimedOut` behind it. The limit
    /// is for the stages that were attached before; those attached later have no limit. The timer is dropped when
    /// the result comes, and there is none if the result is ready.
    ///
    /// The timer cancels as [`cancel`](Self::cancel) does. Only a `Cancelled` that comes of this becomes
    /// `TimedOut`, with the `Cancelled` as its [cause](crate::Failure::cause): the value or the error of a
    /// canceller goes on as it is, and the `Cancelled` of an earlier cancel stays as it is.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, TestClock, TimedOut, testing::success_result_of};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let (_resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    /// let shown = page
    ///     .timeout(&clock, Duration::from_secs(5))
    ///     .catch(|late: TimedOut| late.to_string())
    ///     .catch(|_: Cancelled| String::from("not wanted"));
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!(success_result_of(shown), "timed out after 5s");
    /// ```
    ///
    /// Where `R` has `TimedOut` already, the set is `R`, and a `let` or a signature says so. In a chain
    /// `timeout(&clock, time)` is a stage, which works out the set, too:
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain, testing::assert_no_result};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let (_resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    /// let length = chain! { page; timeout(&clock, Duration::from_secs(5)), then |page| page.len(), catch |_: TimedOut| 0 };
    /// assert_no_result(length);
    /// ```
    ///
    /// [`give_up_after`](Self::give_up_after) gives up a Deferred that cannot be cancelled. Twisted: `addTimeout`.
    #[track_caller]
    #[doc(alias = "addTimeout")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn timeout<S: ErrorSet, A, B>(self, clock: impl Clock<Thread>, after: Duration) -> Deferred<T, S, Thread>
    where R: CanTimeOut<A> + WithError<TimedOut, S, B>, Thread: Carries<Outcome<T, S>> {
        let site = Site::here(Stage::Timeout);
        self.waiting_at(site).timed(clock, after, (after, site), |(after, site), outcome, is_late| {
            spans::reaches(site, outcome.is_ok());
            Deferred::ready(match outcome {
                Err(failure) if is_late && R::is_cancelled(failure.value()) => Err(late(failure, after, site)),
                other => other.map_err(Failure::widen_with::<TimedOut, S, _>),
            })
        })
    }

    /// [`timeout`](Self::timeout) with a handler, which is called only if the time was over.
    ///
    /// The handler takes the outcome of the cancel, a `Cancelled` or whatever a canceller gave, and the `TimedOut`
    /// that it may fail with; its reply, a value, a `Result` or a Deferred, is all that goes on from there. The set
    /// is `R`, for a result that came in time, with the handler's errors.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, TestClock, testing::success_result_of};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let (_resolver, lines) = Deferred::<u32, (Cancelled,)>::cancellable_with(|| Ok::<_, Cancelled>(17));
    /// let lines: Deferred<u32, (Cancelled,)> =
    ///     lines.timeout_with(&clock, Duration::from_secs(5), |outcome, _timed_out| outcome.map(|so_far| so_far + 1));
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!(success_result_of(lines), 18);
    /// ```
    ///
    /// Twisted: `addTimeout` with `onTimeoutCancel`.
    #[track_caller]
    #[doc(alias("addTimeout", "onTimeoutCancel"))]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn timeout_with<F: TakesLateOutcome<Outcome<T, R>, TimedOut, O, As> + 'static, O: Reply<T, S, How, Thread>, S: NamesAll<R, A>, How: Form, A, B, As>(self, clock: impl Clock<Thread>, after: Duration, on_timeout: F) -> Deferred<T, S, Thread>
    where R: CanTimeOut<B>, Thread: Carries<F> + Carries<Outcome<T, S>> {
        let site = Site::here(Stage::Timeout);
        let captured = (Wrap(on_timeout), (after, site));
        self.waiting_at(site).timed(clock, after, captured, |(Wrap(on_timeout), (after, site)), outcome, is_late| {
            if !is_late {
                spans::reaches(site, outcome.is_ok());
                return Deferred::ready(once_gone(on_timeout, outcome).map_err(Failure::widen_to::<S, _>));
            }
            let handler = move |outcome| on_timeout(outcome, TimedOut { after });
            both::<_, _, _, _, _, Inferred<How>, Thread>(handler, outcome, site).end()
        })
    }

    /// Cancels the Deferred when the time is over; `then` is told whether it was.
    ///
    /// `then` is in a node of its own, so that a cancel that is noted on that does not go past it.
    pub(crate) fn timed<S, C, K>(
        self,
        clock: impl Clock<Thread>,
        after: Duration,
        captured: C,
        then: K,
    ) -> Deferred<T, S, Thread>
    where
        S: ErrorSet,
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>, bool) -> Deferred<T, S, Thread> + 'static,
        Thread: Carries<Outcome<T, S>>,
    {
        let waiting: Self = match self.into_inner().take() {
            Ok(outcome) => return then(captured, outcome, false),
            Err(receiver) => MaybeReady::Pending(receiver).into(),
        };
        let lateness = Lateness::<Thread>(Thread::Shared::new(false));
        let striking = (Lateness::<Thread>(lateness.0.clone()), waiting.handle());
        let strike = |(lateness, handle): (Lateness<Thread>, CancelHandle<Thread>)| {
            lateness.0.with(|is_late| *is_late = true);
            handle.cancel();
        };
        let timer = clock.call_later(after, Thread::boxed(striking, strike));
        waiting.feed_other((timer, (lateness, captured)), move |(timer, (lateness, captured)), outcome| {
            timer.cancel();
            then(captured, outcome, lateness.0.with(|is_late| *is_late))
        })
    }
}

/// Whether the time was over, shared with the timer's call.
pub(crate) struct Lateness<Thread: Flavour>(Thread::Shared<bool>);

send_if!([] Lateness<Thread>);

/// The failure in place of a `Cancelled` that the timer caused.
#[cold]
fn late<R, S, Which>(cancelled: Failure<R>, after: Duration, site: Site) -> Failure<S>
where
    R: WithError<TimedOut, S, Which>,
    S: ErrorSet,
{
    let cause = cancelled.in_hand().to_cause();
    printing::note::<TimedOut>();
    Failure::pack(R::error(TimedOut { after }), Trace::at(site)).replacing(cause)
}
