//! `timeout` cancels a Deferred that takes too long; `give_up_after` stops waiting for one, and lets it go on.

use super::{Clock, TimeOn, TimedBy, TimedOut, TimerSlot};
use crate::cancel::CancelHandle;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::TakesLateOutcome;
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::printing;
use crate::error::set::{CanTimeOut, ErrorSet, NamesAll, WithError};
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::send_if;
use crate::flavour::spans::{self, Told};
use crate::flavour::{Carries, CellSender, Flavour, MaybeReady, Payload, SendIf, SharedCell, Wrap};
use crate::runtime::unwind::once_gone;
use crate::stages::{Form, Inferred, Reply, both};
use core::panic::Location;
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
    pub fn timeout<S: ErrorSet, A, B, C: TimedBy<D::Mark, Thread>, D: TimeOn<C>>(self, clock: C, after: D) -> Deferred<T, S, Thread>
    where R: CanTimeOut<A> + WithError<TimedOut, S, B>, Thread: Carries<Outcome<T, S>> {
        let (clock, after) = (clock.clock(), after.time());
        let site = Site::here(Stage::Timeout);
        self.waiting_at(site).timed(clock, after, (after, site), |(after, site), outcome, is_late| {
            spans::reaches(site, outcome.is_ok());
            Deferred::ready(match outcome {
                Err(failure) if is_late && R::peek_cancelled(failure.value()).is_some() => Err(late(failure, after, site)),
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
    pub fn timeout_with<F: TakesLateOutcome<Outcome<T, R>, TimedOut, O, As> + 'static, O: Reply<T, S, How, Thread>, S: NamesAll<R, A>, How: Form, A, B, As, C: TimedBy<D::Mark, Thread>, D: TimeOn<C>>(self, clock: C, after: D, on_timeout: F) -> Deferred<T, S, Thread>
    where R: CanTimeOut<B>, Thread: Carries<F> + Carries<Outcome<T, S>> {
        let (clock, after) = (clock.clock(), after.time());
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

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Waits for the result for that long, and then fails with [`TimedOut`]: nothing is cancelled.
    ///
    /// The set is `R` with `TimedOut` behind it. The Deferred that took too long goes on, and so do its callbacks;
    /// its late result has no taker any more: a value is dropped, a failure is [reported](crate::error::unhandled).
    /// The timer is dropped when the result comes, and there is none if the result is ready. A cancel passes
    /// through to the Deferred.
    ///
    /// ```
    /// use deferred::{Deferred, TestClock, TimedOut, testing::success_result_of};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let (save, saved) = Deferred::<()>::pending();
    /// let saved = saved.give_up_after(&clock, Duration::from_secs(5)).catch(|late: TimedOut| println!("{late}"));
    /// clock.advance(Duration::from_secs(5));
    /// success_result_of(saved);
    /// save.succeed(()); // it was not disturbed
    /// ```
    ///
    /// Where `R` has `TimedOut` already, the set is `R`, and a `let` or a signature says so. A Deferred that can be
    /// cancelled has [`timeout`](Self::timeout). Twisted has no counterpart.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn give_up_after<S: ErrorSet, A, C: TimedBy<D::Mark, Thread>, D: TimeOn<C>>(self, clock: C, after: D) -> Deferred<T, S, Thread>
    where R: WithError<TimedOut, S, A>, Thread: Carries<Outcome<T, S>> {
        let (clock, after) = (clock.clock(), after.time());
        let site = Site::here(Stage::GiveUpAfter);
        let waiting: Self = match self.into_inner().take() {
            Ok(outcome) => {
                spans::reaches(site, outcome.is_ok());
                return Deferred::ready(outcome.map_err(Failure::widen_with::<TimedOut, S, _>));
            }
            Err(receiver) => MaybeReady::Pending(receiver).into(),
        };
        waiting.note_waiting(site);
        let timer_slot = TimerSlot::<Thread>::empty();
        let captured = (timer_slot.clone(), Told::at(site));
        let coming: Deferred<T, S, Thread> = waiting.feed(false, captured, |(timer_slot, told), outcome| {
            told.reached(outcome.is_ok());
            drop(timer_slot);
            Deferred::ready(outcome.map_err(Failure::widen_with::<TimedOut, S, _>))
        });
        let coming = match coming.into_inner() {
            MaybeReady::Pending(coming) => coming,
            ready => return ready.into(),
        };
        let (link, receiver) = Link::<Outcome<T, S>, Thread>::detachable(coming, Location::caller());
        let give_up = |(link, (after, site)): (Link<Outcome<T, S>, Thread>, (Duration, Site))| {
            if let Some(sender) = link.cut() {
                printing::note::<TimedOut>();
                let error = R::error(TimedOut { after });
                sender.fire(Err(Failure::pack(error, Trace::at(site))));
            }
        };
        timer_slot.set(clock.call_later(after, Thread::boxed((link, (after, site)), give_up)));
        MaybeReady::Pending(receiver).into()
    }
}

/// A detachable link. Cutting it returns the right to fire the Deferred downstream.
struct Link<O: Payload, Thread: Flavour>(Thread::Link<O>);

impl<O: Payload, Thread: Flavour> Link<O, Thread>
where
    Self: SendIf<Thread>,
{
    fn detachable(
        receiver: Thread::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (Self, Thread::Receiver<O>)
    where
        Thread: Carries<O>,
    {
        let (link, linked) = Thread::detachable(receiver, made);
        (Link(link), linked)
    }

    fn cut(&self) -> Option<Thread::Sender<O>> {
        Thread::cut(&self.0)
    }
}

send_if!([O: Payload,] Link<O, Thread>; carries [O]);
