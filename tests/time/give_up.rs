//! `give_up_after`: what takes too long goes on, unwaited for.

use super::{Broken, Log, SECOND, Stoppable, noting, seconds};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Cancelled, Deferred, Stage, TestClock, TimedOut, chain, unhandled};
use std::cell::Cell;
use std::rc::Rc;

type Given<T> = Deferred<T, (Broken, TimedOut)>;

#[test]
fn what_takes_too_long_is_given_up() {
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, seconds(2));
    let line = line!() - 1;
    clock.advance(SECOND);
    let d = assert_no_result(d);
    clock.advance(SECOND);
    assert!(!resolver.is_cancelled());
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<TimedOut>(), Some(&TimedOut { after: seconds(2) }));
    assert_eq!((failure.raised().line(), failure.raised().stage()), (line, Stage::GiveUpAfter));
    resolver.succeed(1);
}

#[test]
fn what_comes_in_time_goes_through_and_the_timer_goes() {
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    assert_eq!(clock.len(), 1);
    resolver.succeed(1);
    assert!(clock.is_empty());
    assert_eq!(success_result_of(d), 1);

    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    resolver.fail(Broken);
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn what_is_ready_needs_no_timer() {
    let clock = TestClock::new();
    let d: Given<i32> = Deferred::<i32, (Broken,)>::succeed(1).give_up_after(&clock, SECOND);
    assert!(clock.is_empty());
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn a_late_value_is_dropped() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let held = std::rc::Rc::new(());
    let (resolver, d) = Deferred::<_, (Broken,)>::pending();
    let d: Given<_> = d.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    resolver.succeed(held.clone());
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
    assert!(failure_result_of(d).is::<TimedOut>());
    watch.assert_nothing();
}

#[test]
fn a_late_failure_is_reported() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    resolver.fail(Broken);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Broken"));
}

#[test]
fn the_callbacks_before_it_run_all_the_same() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let seen = log.clone();
    let d: Given<i32> = d.inspect(move |n| seen.note(n)).give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    resolver.succeed(3);
    assert_eq!(log.taken(), ["3"]);
}

#[test]
fn what_was_given_up_may_wait_on() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Deferred::<i32, (Broken,)>::pending();
    let (inner, waited) = Deferred::<i32, (Broken,)>::pending();
    let seen = log.clone();
    let d: Given<i32> =
        chain! { source; then |_| waited, inspect move |n| seen.note(n) }.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    resolver.succeed(1);
    inner.succeed(2);
    assert_eq!(log.taken(), ["2"]);
}

#[test]
fn what_waits_already_is_given_up_too() {
    let clock = TestClock::new();
    let (resolver, source) = Deferred::<i32, (Broken,)>::pending();
    let (inner, waited) = Deferred::<i32, (Broken,)>::pending();
    let chained = chain! { source; then |_| waited };
    resolver.succeed(1);
    let d: Given<i32> = chained.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    inner.succeed(2);
}

#[test]
fn the_rest_of_the_chain_goes_on_with_the_timeout() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, source) = Deferred::<i32, (Broken,)>::pending();
    let given: Given<i32> = source.give_up_after(&clock, SECOND);
    let (next, waited) = noting(&log, "next");
    let d = chain! { given; catch |_: TimedOut| waited, then |n| n + 1 };
    clock.advance(SECOND);
    resolver.succeed(9);
    let d = assert_no_result(d);
    next.succeed(1);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn it_covers_only_what_was_attached_before_it() {
    let clock = TestClock::new();
    let (resolver, source) = Deferred::<i32, (Broken,)>::pending();
    let (next, waited) = Deferred::<i32, (Broken,)>::pending();
    let given: Given<i32> = source.give_up_after(&clock, SECOND);
    let d = chain! { given; then |_| waited };
    resolver.succeed(1);
    assert!(clock.is_empty());
    clock.advance(seconds(5));
    next.succeed(2);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_callback_that_is_running_may_be_given_up() {
    let clock = TestClock::new();
    let (resolver, source) = Deferred::<i32, (Broken,)>::pending();
    let on = clock.clone();
    let d: Given<i32> = source
        .map(move |n| {
            on.advance(SECOND);
            n
        })
        .give_up_after(&clock, SECOND);
    resolver.succeed(1);
    assert!(failure_result_of(d).is::<TimedOut>());
    assert!(clock.is_empty());
}

#[test]
fn the_timer_goes_when_the_chain_is_abandoned() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    drop(resolver);
    assert!(clock.is_empty());
    assert_eq!(watch.finish().len(), 1);
    drop(d);
}

#[test]
fn what_is_abandoned_already_has_no_timer() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    drop(resolver);
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    assert!(clock.is_empty());
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_is_abandoned_after_it_was_given_up_is_reported() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken, Abandoned)>::pending();
    let d: Deferred<i32, (Broken, Abandoned, TimedOut)> = d.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    drop(resolver);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_cancel_goes_through_to_what_is_waited_for() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (_resolver, d) = noting(&log, "asked");
    let d: Deferred<i32, (Cancelled, Broken, TimedOut)> = d.give_up_after(&clock, SECOND);
    d.cancel();
    assert_eq!(log.taken(), ["asked"]);
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_that_nothing_can_take_is_kept_for_the_next() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (start, source) = Stoppable::<()>::pending();
    let (_save, saved) = Deferred::<i32>::pending();
    let (_next, waited) = noting(&log, "next");
    let on = clock.clone();
    let d = chain! {
        source;
        then move |()| -> Deferred<i32, (TimedOut,)> { saved.give_up_after(&on, SECOND) },
        catch |_: TimedOut| waited,
    };
    start.succeed(());
    d.cancel();
    let d = assert_no_result(d);
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_handle_taken_before_still_cancels_what_was_given_up() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, d) = noting(&log, "asked");
    let stop = d.cancel_handle();
    let watch = unhandled::watch();
    let d: Deferred<i32, (Cancelled, Broken, TimedOut)> = d.give_up_after(&clock, SECOND);
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<TimedOut>());
    stop.cancel();
    assert_eq!(log.taken(), ["asked"]);
    assert!(resolver.is_cancelled());
    watch.assert_nothing(); // whoever cancels it knows
}

#[test]
fn given_up_where_nobody_waits_it_is_reported() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    drop(d);
    clock.advance(SECOND);
    resolver.succeed(1);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("TimedOut"));
}

#[test]
fn a_result_that_is_queued_behind_a_deep_stack_comes_too_late() {
    /// Goes on where what is fired is queued.
    fn deep(act: Box<dyn FnOnce()>) {
        let ran = Rc::new(Cell::new(false));
        let runs = ran.clone();
        let (probe, probed) = Deferred::<()>::pending();
        probed.map(move |()| runs.set(true)).detach();
        probe.succeed(());
        if !ran.get() {
            return act();
        }
        let (resolver, d) = Deferred::<()>::pending();
        d.map(move |()| deep(act)).detach();
        resolver.succeed(());
    }
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<i32, (Broken,)>::pending();
    let d: Given<i32> = d.give_up_after(&clock, SECOND);
    let on = clock.clone();
    deep(Box::new(move || {
        resolver.succeed(1);
        on.advance(SECOND);
    }));
    assert!(failure_result_of(d).is::<TimedOut>());
    assert!(clock.is_empty());
}
