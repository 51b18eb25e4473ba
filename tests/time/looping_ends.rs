//! `LoopingCall`: how a loop ends.

use super::looping::{end, fire, noting_times, waiting};
use super::{Broken, Log, NOTHING, SECOND, Stoppable};
use crate::common::taken_by;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Clock, Deferred, LoopingCall, TestClock, chain, later, unhandled};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

#[test]
fn stop_takes_the_timer_away_and_ends_the_loop() {
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, SECOND);
    assert!(handle.is_running());
    let done = assert_no_result(done);
    handle.stop();
    assert!(!handle.is_running());
    assert!(clock.is_empty());
    success_result_of(done);
}

#[test]
fn stopping_again_does_nothing() {
    let log = Log::default();
    let (_clock, handle, done) = noting_times(&log, SECOND);
    handle.stop();
    handle.stop();
    end(&handle, done);
}

#[test]
fn before_the_start_there_is_nothing_to_stop() {
    let log = Log::default();
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, noted) = (looping.handle(), log.clone());
    handle.stop();
    handle.reset();
    assert!(!handle.is_running());
    let done: Deferred<(), (Cancelled,)> = looping.start(move || noted.note("called"));
    assert_eq!(log.taken(), ["called"]);
    end(&handle, done);
}

#[test]
fn stopped_by_its_function_it_ends_when_that_returns() {
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, mut turns) = (looping.handle(), 0);
    let done: Stoppable<()> = looping.start(move || {
        turns += 1;
        if turns == 2 {
            handle.stop();
        }
    });
    let done = assert_no_result(done);
    clock.advance(SECOND);
    assert!(clock.is_empty());
    success_result_of(done);
}

#[test]
fn stopped_while_the_function_waits_it_ends_when_that_comes() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    handle.stop();
    assert!(!handle.is_running());
    let done = assert_no_result(done);
    fire(&waits);
    assert!(clock.is_empty());
    success_result_of(done);
}

#[test]
fn stopped_while_the_function_waits_it_fails_if_that_does() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    handle.stop();
    waits.take().remove(0).fail(Broken);
    assert!(failure_result_of(done).is::<Broken>());
}

#[test]
fn it_fails_when_the_function_fails() {
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, mut left) = (looping.handle(), 2);
    let done: Stoppable<()> = looping.start(move || {
        left -= 1;
        if left == 0 { Err(Broken) } else { Ok(()) }
    });
    let done = assert_no_result(done);
    clock.advance(SECOND);
    assert!(!handle.is_running());
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Broken>());
}

#[test]
fn what_follows_its_end_finds_it_ended() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND).after_an_interval();
    let (handle, noted) = (looping.handle(), log.clone());
    let done: Stoppable<()> = looping.start(|| Err(Broken));
    done.catch_all(move |_| noted.note(handle.is_running())).detach();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["false"]);
}

#[test]
fn it_fails_when_what_the_function_waits_for_fails() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    waits.take().remove(0).fail(Broken);
    assert!(!handle.is_running());
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Broken>());
}

#[test]
fn it_may_fail_at_the_start() {
    let clock = TestClock::new();
    let done: Stoppable<()> = LoopingCall::new(clock.clone(), SECOND).start(|| Err(Broken));
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Broken>());
}

#[test]
fn a_cancel_between_two_calls_takes_the_timer_away() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, SECOND);
    done.cancel();
    assert!(!handle.is_running());
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_cancel_goes_to_what_the_function_waits_for() {
    let watch = unhandled::watch();
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    done.cancel();
    assert_eq!(log.taken(), ["0", "asked"]);
    assert!(waits.take().remove(0).is_cancelled());
    assert!(!handle.is_running());
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_cancel_that_the_function_handles_ends_the_loop_all_the_same() {
    let clock = TestClock::new();
    let on = clock.clone();
    let done: Stoppable<()> = LoopingCall::new(clock.clone(), SECOND)
        .start(move || later(&on, 100 * SECOND).catch(|_: Cancelled| ()));
    done.cancel();
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Cancelled>());
}

#[test]
fn what_the_canceller_of_the_function_fails_with_is_the_result() {
    let clock = TestClock::new();
    let held = Rc::new(std::cell::RefCell::new(Vec::new()));
    let list = held.clone();
    let done: Stoppable<()> = LoopingCall::new(clock.clone(), SECOND).start(move || {
        let (resolver, d) = Stoppable::<()>::cancellable_with(|| Err(Broken));
        list.borrow_mut().push(resolver);
        d
    });
    done.cancel();
    assert!(failure_result_of(done).is::<Broken>());
}

#[test]
fn a_cancel_inside_the_function_reaches_what_it_then_waits_for() {
    let watch = unhandled::watch();
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND).after_an_interval();
    let stop = Rc::new(std::cell::RefCell::new(deferred::CancelHandle::default()));
    let (ask, asked) = (stop.clone(), log.clone());
    let done: Stoppable<()> = looping.start(move || {
        ask.borrow().cancel();
        let asked = asked.clone();
        let (resolver, d) = Stoppable::<()>::cancellable(move || asked.note("asked"));
        d.finally(move || drop(resolver))
    });
    stop.replace(done.cancel_handle());
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["asked"]);
    assert!(clock.is_empty());
    assert!(failure_result_of(done).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_late_failure_after_a_cancel_is_reported() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (clean, cleaned) = Deferred::<(), (Broken,)>::pending();
    let (mut cleaned, on) = (Some(cleaned), clock.clone());
    let done: Stoppable<()> = LoopingCall::new(clock.clone(), SECOND).start(move || {
        let cleaned = cleaned.take().expect("the only turn");
        chain! { later(&on, 100 * SECOND); catch |_: Cancelled| cleaned }
    });
    done.cancel();
    assert!(failure_result_of(done).is::<Cancelled>());
    clean.fail(Broken);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Broken"));
}

#[test]
fn what_the_function_holds_goes_with_the_loop() {
    let clock = TestClock::new();
    let held = Rc::new(());
    let captured = held.clone();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let handle = looping.handle();
    let done: Stoppable<()> = looping.start(move || assert!(Rc::strong_count(&captured) > 1));
    clock.advance(SECOND);
    assert_eq!(Rc::strong_count(&held), 2);
    handle.stop();
    assert_eq!(Rc::strong_count(&held), 1);
    success_result_of(done);
}

#[test]
fn a_function_that_panics_abandons_the_loop() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), SECOND).after_an_interval();
    let handle = looping.handle();
    let done: Stoppable<()> = looping.start(|| -> () { panic!("this is meant to happen") });
    assert!(catch_unwind(AssertUnwindSafe(|| clock.advance(SECOND))).is_err());
    assert!(clock.is_empty());
    assert!(!handle.is_running());
    drop(done);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_loop_that_nobody_holds_goes_on() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, noted) = (looping.handle(), log.clone());
    let done: Deferred<(), (Cancelled,)> = looping.start(move || noted.note("called"));
    done.catch(|_: Cancelled| ()).detach();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["called", "called"]);
    handle.stop();
    clock.advance(SECOND);
    assert_eq!(log.taken(), NOTHING);
}

#[test]
fn a_loop_that_is_forgotten_goes_with_its_clock_and_is_reported_where_somebody_waits() {
    let watch = unhandled::watch();
    let held = Rc::new(());
    let clock = TestClock::new();
    let keep = held.clone();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let done: Deferred<(), (Cancelled,)> = looping.start(move || drop(keep.clone()));
    clock.pump([SECOND; 3]);
    assert_eq!(Rc::strong_count(&held), 2);
    drop(clock);
    assert_eq!(Rc::strong_count(&held), 1);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("abandoned"));
    drop(done);
}

#[test]
fn a_thousand_forgotten_loops_leave_nothing() {
    let ((), taken) = taken_by(|| {
        for _ in 0..1_000 {
            let clock = TestClock::new();
            let done: Deferred<(), (Cancelled,)> = LoopingCall::new(clock.clone(), SECOND).start(|| ());
            drop(done);
            clock.advance(SECOND);
        }
    });
    assert!(taken.peak < 64 * 1024, "{taken:?}");
}

#[test]
fn a_loop_on_a_clock_that_nobody_else_has_is_abandoned() {
    let watch = unhandled::watch();
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let done: Deferred<(), (Cancelled,)> =
        LoopingCall::new(TestClock::new(), SECOND).start(move || count.set(count.get() + 1));
    assert_eq!((calls.get(), watch.finish().len()), (1, 1));
    drop(done);
}

#[test]
fn a_weak_clock_is_the_same_clock_as_long_as_that_is_there() {
    let clock = TestClock::new();
    let weak = clock.clone().weak();
    clock.advance(SECOND);
    assert_eq!(weak.now(), SECOND);
    let d = later(&weak, SECOND);
    weak.advance(SECOND);
    success_result_of(d);
    drop(clock);
    let watch = unhandled::watch();
    let never = later(&weak, SECOND);
    weak.advance(SECOND);
    assert_eq!((weak.now(), weak.len()), (Duration::ZERO, 0));
    drop(never);
    assert_eq!(watch.finish().len(), 1);
}
