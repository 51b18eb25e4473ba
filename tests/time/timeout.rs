//! `timeout`: what is cancelled when, what becomes `TimedOut`, and where the timer is.

use super::{Broken, Log, NOTHING, SECOND, Stoppable, noting, seconds};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Stage, TestClock, TimedOut, chain, unhandled};

/// What a stoppable one is behind a timeout.
type Timed<T> = Deferred<T, (Cancelled, Broken, TimedOut)>;

#[test]
fn what_takes_too_long_is_cancelled_and_timed_out() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, d) = noting(&log, "asked");
    let d: Timed<i32> = d.timeout(&clock, seconds(2));
    clock.advance(SECOND);
    let d = assert_no_result(d);
    assert_eq!(log.taken(), NOTHING);
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["asked"]);
    assert!(resolver.is_cancelled());
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<TimedOut>(), Some(&TimedOut { after: seconds(2) }));
    assert!(clock.is_empty());
}

#[test]
fn case_27_the_timer_goes_when_the_value_comes() {
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    assert_eq!(clock.len(), 1);
    resolver.succeed(1);
    assert!(clock.is_empty());
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn case_27_the_timer_goes_when_a_failure_comes() {
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    resolver.fail(Broken);
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn case_27_it_covers_what_was_attached_before_it() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Stoppable::<i32>::pending();
    let (_inner, waited) = noting(&log, "inner");
    let d: Timed<i32> = chain! { source; then |_| waited }.timeout(&clock, SECOND);
    resolver.succeed(1);
    assert_eq!(clock.len(), 1);
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["inner"]);
    assert!(failure_result_of(d).is::<TimedOut>());
}

#[test]
fn case_27_it_does_not_cover_what_is_attached_later() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Stoppable::<i32>::pending();
    let (last, waited) = noting(&log, "last");
    let timed: Timed<i32> = source.timeout(&clock, SECOND);
    let d = chain! { timed; then |_| waited };
    resolver.succeed(1);
    assert!(clock.is_empty());
    clock.advance(seconds(5));
    last.succeed(2);
    assert_eq!(log.taken(), NOTHING);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn case_27_a_cancel_that_nothing_can_take_does_not_go_past_the_timeout() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Stoppable::<i32>::pending();
    let (save, saved) = Deferred::<i32>::pending();
    let (last, waited) = noting(&log, "last");
    let timed: Timed<i32> = chain! { source; then |_| saved }.timeout(&clock, SECOND);
    let d = chain! { timed; then |_| waited };
    resolver.succeed(1);
    clock.advance(SECOND);
    save.succeed(2);
    assert_eq!(log.taken(), NOTHING);
    last.succeed(3);
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn case_27_nor_does_one_that_comes_where_the_chain_waits_already() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (save, saved) = Stoppable::<i32>::pending();
    let (last, waited) = noting(&log, "last");
    let timed: Timed<i32> = saved.uncancellable().timeout(&clock, SECOND);
    let d = chain! { timed; then |_| waited };
    clock.advance(SECOND);
    save.succeed(2);
    assert_eq!(log.taken(), NOTHING);
    last.succeed(3);
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_cancel_that_comes_late_is_still_that_of_the_timeout() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Stoppable::<i32>::pending();
    let (save, saved) = Deferred::<i32>::pending();
    let (_last, waited) = noting(&log, "last");
    let d: Timed<i32> = chain! { source; then |_| saved, then |_| waited }.timeout(&clock, SECOND);
    resolver.succeed(1);
    clock.advance(SECOND);
    let d = assert_no_result(d);
    save.succeed(2);
    assert_eq!(log.taken(), ["last"]);
    assert!(failure_result_of(d).is::<TimedOut>());
}

#[test]
fn case_28_the_value_of_a_canceller_passes() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::cancellable_with(|| Ok::<_, Broken>(7));
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    clock.advance(SECOND);
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn case_28_the_error_of_a_canceller_passes() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::cancellable_with(|| Err(Broken));
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn case_28_what_a_handler_made_of_the_cancel_passes() {
    let clock = TestClock::new();
    let (_resolver, source) = Stoppable::<i32>::pending();
    let handled =
        chain! { source; catch |_: Cancelled| Err::<i32, _>(Broken), raises at most Cancelled | Broken };
    let d: Timed<i32> = handled.timeout(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn case_29_a_manual_cancel_before_leaves_no_timer_and_stays_cancelled() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (_resolver, d) = noting(&log, "asked");
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    d.cancel();
    assert_eq!(log.taken(), ["asked"]);
    assert!(clock.is_empty());
    clock.advance(SECOND);
    assert_eq!(log.taken(), NOTHING);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_29_what_fails_with_cancelled_by_itself_stays_so() {
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    resolver.fail(Cancelled);
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(clock.is_empty());
}

#[test]
fn what_is_ready_needs_no_timer() {
    let clock = TestClock::new();
    let d: Timed<i32> = Stoppable::succeed(1).timeout(&clock, SECOND);
    assert!(clock.is_empty());
    assert_eq!(success_result_of(d), 1);

    let d: Timed<i32> = Stoppable::fail(Broken).timeout(&clock, SECOND);
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Broken>());

    let (resolver, d) = Stoppable::<i32>::pending();
    resolver.succeed(2);
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    assert!(clock.is_empty());
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn the_timer_goes_when_the_chain_is_abandoned() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    drop(resolver);
    assert!(clock.is_empty());
    assert_eq!(watch.finish().len(), 1);
    drop(d);
}

#[test]
fn what_is_abandoned_already_has_no_timer() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<i32>::pending();
    drop(resolver);
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    assert!(clock.is_empty());
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_chain_that_nobody_holds_is_timed_all_the_same() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (_resolver, d) = noting(&log, "asked");
    let timed: Timed<i32> = d.timeout(&clock, SECOND);
    let seen = log.clone();
    timed
        .catch_all(move |failure| {
            seen.note(failure.is::<TimedOut>());
            0
        })
        .detach();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["asked", "true"]);
}

#[test]
fn the_timeout_says_what_it_replaced_and_where_it_stands() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, SECOND);
    let line = line!() - 1;
    clock.advance(SECOND);
    let failure = failure_result_of(d);
    assert_eq!((failure.raised().line(), failure.raised().stage()), (line, Stage::Timeout));
    let cause = failure.cause().expect("the cancel");
    assert!(cause.type_name().ends_with("Cancelled"));
    assert_eq!(cause.raised().line(), line - 1);
}

#[test]
fn the_inner_of_two_timeouts_strikes_first_if_it_is_due_first() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, seconds(1));
    let d: Timed<i32> = d.timeout(&clock, seconds(2));
    clock.advance(seconds(2));
    assert!(clock.is_empty());
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<TimedOut>(), Some(&TimedOut { after: seconds(1) }));
}

#[test]
fn the_outer_of_two_timeouts_takes_the_inner_timer_away() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Timed<i32> = d.timeout(&clock, seconds(2));
    let d: Timed<i32> = d.timeout(&clock, seconds(1));
    clock.advance(seconds(1));
    assert!(clock.is_empty());
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<TimedOut>(), Some(&TimedOut { after: seconds(1) }));
}

#[test]
fn an_outer_chain_that_is_cancelled_takes_the_timer_of_what_it_waits_for_away() {
    let clock = TestClock::new();
    let (resolver, source) = Stoppable::<i32>::pending();
    let (_inner, waited) = Stoppable::<i32>::pending();
    let on = clock.clone();
    let d: Timed<i32> = chain! { source; then move |_| -> Timed<i32> { waited.timeout(&on, SECOND) } };
    resolver.succeed(1);
    assert_eq!(clock.len(), 1);
    d.cancel();
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn the_set_may_have_had_a_timeout_before() {
    type Both = Deferred<i32, (TimedOut, Cancelled)>;
    let clock = TestClock::new();
    let (_resolver, d) = Both::pending();
    let d: Both = d.timeout(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
}

#[test]
fn a_cleanup_that_waits_is_waited_for() {
    let clock = TestClock::new();
    let (_resolver, source) = Stoppable::<i32>::pending();
    let (clean, cleaned) = Deferred::<i32>::pending();
    let cleaning = chain! { source; catch |_: Cancelled| cleaned, raises at most Cancelled | Broken };
    let d: Timed<i32> = cleaning.timeout(&clock, SECOND);
    clock.advance(SECOND);
    let d = assert_no_result(d);
    clean.succeed(5);
    assert_eq!(success_result_of(d), 5);
}
