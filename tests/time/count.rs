//! `LoopingCall::start_with_count`: how many intervals have passed.

use super::{Log, NOTHING, SECOND, seconds};
use deferred::testing::success_result_of;
use deferred::{Cancelled, Clock, Deferred, LoopHandle, LoopingCall, TestClock, Timer, later};
use std::time::Duration;

type Done = Deferred<(), (Cancelled,)>;

fn counting<C: Clock + 'static>(looping: LoopingCall<C>, log: &Log) -> (LoopHandle, Done) {
    let (handle, log) = (looping.handle(), log.clone());
    (handle, looping.start_with_count(move |count| log.note(count)))
}

#[test]
fn the_first_call_counts_one() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND), &log);
    assert_eq!(log.taken(), ["1"]);
    clock.pump([SECOND; 2]);
    assert_eq!(log.taken(), ["1", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn intervals_that_were_skipped_are_counted() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND), &log);
    clock.pump([3500, 500, 1000].map(Duration::from_millis));
    assert_eq!(log.taken(), ["1", "3", "1", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn after_an_interval_the_start_does_not_count() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND).after_an_interval(), &log);
    assert_eq!(log.taken(), NOTHING);
    clock.pump([2, 1].map(seconds));
    assert_eq!(log.taken(), ["2", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn intervals_that_pass_while_the_function_waits_are_counted() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, noted, on) = (looping.handle(), log.clone(), clock.clone());
    let done: Done = looping.start_with_count(move |count| {
        noted.note(count);
        later(&on, Duration::from_millis(2500))
    });
    clock.pump([Duration::from_millis(500); 12]);
    assert_eq!(log.taken(), ["1", "3", "3"]);
    handle.stop();
    clock.advance(seconds(3));
    success_result_of(done);
}

#[test]
fn an_interval_of_zero_always_counts_one() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), Duration::ZERO);
    let (handle, noted) = (looping.handle(), log.clone());
    let inner = handle.clone();
    let done: Done = looping.start_with_count(move |count| {
        noted.note(count);
        inner.stop();
    });
    assert_eq!(log.taken(), ["1"]);
    success_result_of(done);
}

#[test]
fn after_a_reset_the_next_call_counts_one() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND), &log);
    clock.pump([1000, 600].map(Duration::from_millis));
    handle.reset();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["1", "1", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn what_passed_before_a_reset_counts() {
    let (clock, log) = (TestClock::new(), Log::default());
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, noted, on) = (looping.handle(), log.clone(), clock.clone());
    let done: Done = looping.start_with_count(move |count| {
        noted.note(count);
        later(&on, Duration::from_millis(1500))
    });
    clock.advance(Duration::from_millis(1500));
    handle.reset();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["1", "2"]);
    handle.stop();
    clock.advance(seconds(2));
    success_result_of(done);
}

/// A clock whose calls come a little early, as those of real ones may.
#[derive(Clone)]
struct Early(TestClock);

impl Clock for Early {
    fn now(&self) -> Duration {
        self.0.now()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let early = if delay > Duration::from_millis(1) { Duration::from_millis(1) } else { Duration::ZERO };
        self.0.call_later(delay - early, call)
    }
}

#[test]
fn a_call_that_comes_early_comes_once() {
    let (clock, log) = (Early(TestClock::new()), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND), &log);
    clock.0.pump([999, 1].map(Duration::from_millis));
    assert_eq!(log.taken(), ["1", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn a_call_that_came_early_is_counted_as_its_place() {
    let (clock, log) = (Early(TestClock::new()), Log::default());
    let (handle, done) = counting(LoopingCall::new(clock.clone(), SECOND), &log);
    let reset = handle.clone();
    let _timer = clock.0.call_later(Duration::from_micros(999_500), Box::new(move || reset.reset()));
    clock.0.pump([999, 1600, 1000].map(Duration::from_millis));
    assert_eq!(log.taken(), ["1", "1", "2"]); // a place before the reset, and one after it
    handle.stop();
    success_result_of(done);
}
