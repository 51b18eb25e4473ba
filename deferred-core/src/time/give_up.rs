//! `give_up_after`: stops waiting for a result that takes too long, without cancelling it.

use super::{Clock, TimedOut, TimerSlot};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::printing;
use crate::error::set::{ErrorSet, WithError};
use crate::error::site::{Site, Stage};
use crate::flavour::MaybeReady;
use crate::flavour::send_claims::send_if;
use crate::flavour::spans::{self, Told};
use crate::flavour::{Carries, CellSender, Flavour, Payload, SendIf};
use core::panic::Location;
use core::time::Duration;

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
    pub fn give_up_after<S: ErrorSet, A>(self, clock: impl Clock<Thread>, after: Duration) -> Deferred<T, S, Thread>
    where R: WithError<TimedOut, S, A>, Thread: Carries<Outcome<T, S>> {
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
            timer_slot.clear();
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
