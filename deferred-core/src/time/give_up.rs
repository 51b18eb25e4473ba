//! `give_up_after`: what takes too long is not waited for any more.

use super::{Clock, TimedOut, TimerSlot};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::set::{Allow, ErrorSet, Errors, NamesAll};
use crate::error::site::{Site, Stage};
use crate::flavour::MaybeReady;
use crate::flavour::detachable_link::Link;
use crate::flavour::{Carries, CellSender, Flavour};
use core::panic::Location;
use core::time::Duration;

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Waits for it no longer than that, and then fails with [`TimedOut`]: nothing is cancelled.
    ///
    /// The set is `R` with `TimedOut`, in any order. What is waited for goes on, and so do its callbacks; what comes of it later has nobody to
    /// go to any more: a value is dropped, a failure is [reported](crate::error::unhandled). The timer goes when the result comes,
    /// and there is none if it is there already. A cancel goes through to what is waited for.
    ///
    /// ```
    /// use deferred::{Deferred, TestClock, TimedOut, testing::failure_result_of};
    /// use std::time::Duration;
    ///
    /// let clock = TestClock::new();
    /// let (save, saved) = Deferred::<()>::pending();
    /// let saved: Deferred<(), (TimedOut,)> = saved.give_up_after(&clock, Duration::from_secs(5));
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!(failure_result_of(saved).only().after, Duration::from_secs(5));
    /// save.succeed(()); // it was not disturbed
    /// ```
    ///
    /// The set has to be known from what is around it, a `let` or a signature. Where it can be cancelled, [`timeout`](Self::timeout) does that. Twisted has no such thing.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn give_up_after<S: NamesAll<R, A>, A, B>(self, clock: impl Clock<Thread>, after: Duration) -> Deferred<T, S, Thread>
    where Errors<S>: Allow<TimedOut, B, Set = S>, Thread: Carries<Outcome<T, S>> {
        let site = Site::here(Stage::GiveUpAfter);
        let waiting: Self = match self.inner.take() {
            Ok(outcome) => return Deferred::ready(outcome.map_err(Failure::widen_to::<S, _>)),
            Err(receiver) => MaybeReady::Pending(receiver).into(),
        };
        waiting.note_waiting(site);
        let timer_slot = TimerSlot::<Thread>::empty();
        let coming: Deferred<T, S, Thread> = waiting.feed(false, timer_slot.clone(), |timer_slot, outcome| {
            timer_slot.clear();
            Deferred::ready(outcome.map_err(Failure::widen_to::<S, _>))
        });
        let MaybeReady::Pending(coming) = coming.inner else { return coming };
        let (link, receiver) = Link::<Outcome<T, S>, Thread>::detachable(coming, Location::caller());
        let give_up = |(link, (after, site)): (Link<Outcome<T, S>, Thread>, (Duration, Site))| {
            if let Some(sender) = link.cut() {
                let error = Errors::<S>::value(TimedOut { after });
                sender.fire(Err(Failure::pack(error, Trace::at(site))));
            }
        };
        timer_slot.set(clock.call_later(after, Thread::boxed((link, (after, site)), give_up)));
        MaybeReady::Pending(receiver).into()
    }
}
