//! `LoopingCall`: when the function is called.

use super::{Log, NOTHING, SECOND, Stoppable, seconds};
use deferred::{Cancelled, Clock, Deferred, LoopHandle, LoopingCall, TestClock};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

type Done = Deferred<(), (Cancelled,)>;

/// A clock, what a loop on it notes of the time of each call, and the loop.
pub(crate) fn noting_times(log: &Log, interval: Duration) -> (TestClock, LoopHandle, Done) {
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), interval);
    let handle = looping.handle();
    let done = looping.start(noting_time(&clock, log));
    (clock, handle, done)
}

fn noting_time(clock: &TestClock, log: &Log) -> impl FnMut() + use<> {
    let (clock, log) = (clock.clone(), log.clone());
    move || log.note(clock.now().as_millis())
}

/// Ends a loop that a test is done with.
pub(crate) fn end(handle: &LoopHandle, done: Done) {
    handle.stop();
    deferred::testing::success_result_of(done);
}

#[test]
fn the_first_call_comes_at_once_and_the_others_every_interval() {
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, SECOND);
    assert_eq!(log.taken(), ["0"]);
    clock.pump([SECOND; 3]);
    assert_eq!(log.taken(), ["1000", "2000", "3000"]);
    end(&handle, done);
}

#[test]
fn after_an_interval_the_first_call_comes_with_the_others() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND).after_an_interval();
    let handle = looping.handle();
    let done: Done = looping.start(noting_time(&clock, &log));
    assert_eq!(log.taken(), NOTHING);
    clock.pump([SECOND; 2]);
    assert_eq!(log.taken(), ["1000", "2000"]);
    end(&handle, done);
}

#[test]
fn intervals_that_the_clock_missed_are_skipped() {
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, SECOND);
    clock.pump([3500, 400, 100].map(Duration::from_millis));
    assert_eq!(log.taken(), ["0", "3500", "4000"]);
    end(&handle, done);
}

#[test]
fn a_call_that_comes_late_does_not_move_the_grid() {
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, seconds(2));
    clock.pump([2900, 1100, 2000].map(Duration::from_millis));
    assert_eq!(log.taken(), ["0", "2900", "4000", "6000"]);
    end(&handle, done);
}

#[test]
fn the_grid_begins_at_the_start() {
    let (clock, log) = (TestClock::new(), Log::default());
    clock.advance(Duration::from_millis(700));
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let handle = looping.handle();
    let done: Done = looping.start(noting_time(&clock, &log));
    clock.pump([SECOND; 2]);
    assert_eq!(log.taken(), ["700", "1700", "2700"]);
    end(&handle, done);
}

/// A loop whose function waits for what the list of resolvers fires.
pub(crate) type Waits = Rc<RefCell<Vec<deferred::Resolver<(), (Cancelled, super::Broken)>>>>;

pub(crate) fn waiting(clock: &TestClock, log: &Log) -> (Waits, LoopHandle, Stoppable<()>) {
    let waits = Waits::default();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, list, mut note) = (looping.handle(), waits.clone(), noting_time(clock, log));
    let asked = log.clone();
    let done = looping.start(move || {
        note();
        let asked = asked.clone();
        let (resolver, d) = Stoppable::cancellable(move || asked.note("asked"));
        list.borrow_mut().push(resolver);
        d
    });
    (waits, handle, done)
}

pub(crate) fn fire(waits: &Waits) {
    let resolver = waits.borrow_mut().pop().expect("the function waits");
    resolver.succeed(());
}

#[test]
fn a_deferred_is_waited_for() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    assert!(clock.is_empty());
    clock.advance(Duration::from_millis(2500));
    assert_eq!(log.taken(), ["0"]);
    fire(&waits);
    assert_eq!(log.taken(), NOTHING);
    clock.advance(Duration::from_millis(500));
    assert_eq!(log.taken(), ["3000"]);
    handle.stop();
    fire(&waits);
    deferred::testing::success_result_of(done);
}

#[test]
fn a_deferred_that_comes_on_the_grid_is_followed_by_a_whole_interval() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    clock.advance(seconds(2));
    fire(&waits);
    clock.advance(Duration::from_millis(999));
    assert_eq!(log.taken(), ["0"]);
    clock.advance(Duration::from_millis(1));
    assert_eq!(log.taken(), ["3000"]);
    handle.stop();
    fire(&waits);
    deferred::testing::success_result_of(done);
}

#[test]
fn an_interval_of_zero_calls_again_as_soon_as_it_can() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), Duration::ZERO);
    let (handle, noted, mut left) = (looping.handle(), log.clone(), 3);
    let inner = handle.clone();
    let done: Done = looping.start(move || {
        noted.note(left);
        left -= 1;
        if left == 0 {
            inner.stop();
        }
    });
    assert_eq!(log.taken(), ["3"]);
    clock.advance(Duration::ZERO);
    assert_eq!(log.taken(), ["2", "1"]);
    end(&handle, done);
}

#[test]
fn reset_lets_the_grid_begin_anew() {
    let log = Log::default();
    let (clock, handle, done) = noting_times(&log, SECOND);
    clock.advance(Duration::from_millis(600));
    handle.reset();
    assert_eq!(clock.len(), 1);
    clock.pump([600, 400, 1000].map(Duration::from_millis));
    assert_eq!(log.taken(), ["0", "1600", "2600"]);
    end(&handle, done);
}

#[test]
fn reset_does_nothing_while_the_function_waits() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (waits, handle, done) = waiting(&clock, &log);
    clock.advance(Duration::from_millis(300));
    handle.reset();
    fire(&waits);
    clock.advance(Duration::from_millis(700));
    assert_eq!(log.taken(), ["0", "1000"]);
    handle.stop();
    fire(&waits);
    deferred::testing::success_result_of(done);
}
