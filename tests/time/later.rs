//! `later` and `defer_later`.

use super::{Broken, Log, NOTHING, SECOND, Stoppable, noting, seconds};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Clock, Deferred, TestClock, chain, defer_later, later, unhandled};

#[test]
fn it_comes_when_the_delay_has_passed() {
    let clock = TestClock::new();
    let d = later(&clock, seconds(2));
    clock.advance(SECOND);
    let d = assert_no_result(d);
    clock.advance(SECOND);
    success_result_of(d);
    assert!(clock.is_empty());
}

#[test]
fn a_cancel_takes_the_timer_away() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let d = later(&clock, SECOND);
    assert_eq!(clock.len(), 1);
    d.cancel();
    assert!(clock.is_empty());
    assert!(failure_result_of(d).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_cancel_after_it_does_nothing() {
    let clock = TestClock::new();
    let d = later(&clock, SECOND);
    clock.advance(SECOND);
    d.cancel();
    success_result_of(d);
}

#[test]
fn the_callbacks_of_a_wait_that_nobody_holds_run() {
    let (clock, log) = (TestClock::new(), Log::default());
    let seen = log.clone();
    chain! { later(&clock, SECOND); then move |()| seen.note("called"), catch |_: Cancelled| () }.detach();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["called"]);
}

#[test]
fn with_its_clock_it_is_abandoned() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let d = later(&clock, SECOND);
    drop(clock);
    assert_eq!(watch.finish().len(), 1);
    drop(d);
}

#[test]
fn the_function_is_called_when_the_delay_has_passed() {
    let (clock, log) = (TestClock::new(), Log::default());
    let called = log.noting("called");
    let d: Deferred<(), (Cancelled,)> = defer_later(&clock, SECOND, called);
    assert_eq!(log.taken(), NOTHING);
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["called"]);
    success_result_of(d);
}

#[test]
fn the_function_may_give_a_value_a_result_or_a_deferred() {
    let clock = TestClock::new();
    let value: Stoppable<i32> = defer_later(&clock, SECOND, || 1);
    let result: Stoppable<i32> = defer_later(&clock, SECOND, || Err(Broken));
    let (resolver, inner) = Deferred::<i32, (Broken,)>::pending();
    let waits: Stoppable<i32> = defer_later(&clock, SECOND, || inner);
    clock.advance(SECOND);
    assert_eq!(success_result_of(value), 1);
    assert!(failure_result_of(result).is::<Broken>());
    let waits = assert_no_result(waits);
    resolver.succeed(3);
    assert_eq!(success_result_of(waits), 3);
}

#[test]
fn a_cancel_before_keeps_the_function_from_being_called() {
    let (clock, log) = (TestClock::new(), Log::default());
    let d: Deferred<(), (Cancelled,)> = defer_later(&clock, SECOND, log.noting("not called"));
    d.cancel();
    assert!(clock.is_empty());
    clock.advance(SECOND);
    assert_eq!(log.taken(), NOTHING);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_after_the_call_goes_to_what_it_waits_for() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (_resolver, inner) = noting(&log, "inner");
    let d: Stoppable<i32> = defer_later(&clock, SECOND, || inner);
    clock.advance(SECOND);
    d.cancel();
    assert_eq!(log.taken(), ["inner"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn waits_follow_one_another() {
    let clock = TestClock::new();
    let on = clock.clone();
    let d = chain! { later(&clock, SECOND); then move |()| later(&on, SECOND), then |()| 5 };
    clock.pump([SECOND; 2]);
    assert_eq!(success_result_of(d), 5);
    assert_eq!(clock.now(), seconds(2));
}
