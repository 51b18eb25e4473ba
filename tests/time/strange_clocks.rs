//! Clocks that do not do as they are asked: they stand still, go back, leap forward, or have come to the end of time.

use super::{Log, SECOND, seconds};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    Cancelled, Clock, Deferred, Failure, LoopHandle, LoopingCall, Retry, TestClock, TimedOut, Timer, fail,
    later, retry,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

type Done = Deferred<(), (Cancelled,)>;

/// What to call, and after how long.
type Asked = (Duration, Option<Box<dyn FnOnce()>>);

/// A clock whose time is what it is set to, and whose calls come when they are told to.
#[derive(Clone, Default)]
struct Wall {
    now: Rc<Cell<Duration>>,
    calls: Rc<RefCell<Vec<Asked>>>,
}

impl Wall {
    fn at(now: Duration) -> Self {
        let wall = Wall::default();
        wall.now.set(now);
        wall
    }

    /// Sets the time, and makes the calls that wait. Gives the delays that they had asked for.
    fn strike(&self, now: Duration) -> Vec<Duration> {
        self.now.set(now);
        let due: Vec<_> = self.calls.take();
        due.into_iter()
            .filter_map(|(delay, call)| {
                call?();
                Some(delay)
            })
            .collect()
    }
}

impl Clock for Wall {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        self.calls.borrow_mut().push((delay, Some(call)));
        let (calls, at) = (self.calls.clone(), self.calls.borrow().len() - 1);
        Timer::new(move || {
            let cancelled = calls.borrow_mut().get_mut(at).and_then(|(_, call)| call.take());
            drop(cancelled);
        })
    }
}

fn counting(wall: &Wall, log: &Log) -> (LoopHandle, Done) {
    let looping = LoopingCall::new(wall.clone(), SECOND);
    let (handle, log) = (looping.handle(), log.clone());
    (handle, looping.start_with_count(move |count| log.note(count)))
}

fn beating(wall: &Wall, log: &Log) -> (LoopHandle, Done) {
    let looping = LoopingCall::new(wall.clone(), SECOND);
    let (handle, log) = (looping.handle(), log.clone());
    (handle, looping.start(move || log.note("beat")))
}

/// What the two kinds of loops do when the clock strikes at these times: the calls, and the delays that they asked for.
fn at(times: &[Duration], counts: &[&str], delays: &[Duration]) {
    let (first, log) = (Wall::at(times[0]), Log::default());
    let (handle, done) = counting(&first, &log);
    let asked: Vec<_> = times[1..].iter().flat_map(|&time| first.strike(time)).collect();
    assert_eq!((log.taken(), asked), (counts.iter().map(|&n| n.to_owned()).collect(), delays.to_owned()));
    handle.stop();
    success_result_of(done);

    let second = Wall::at(times[0]);
    let (handle, done) = beating(&second, &log);
    let asked: Vec<_> = times[1..].iter().flat_map(|&time| second.strike(time)).collect();
    assert_eq!((log.taken().len(), asked), (counts.len(), delays.to_owned()), "a loop that does not count");
    handle.stop();
    success_result_of(done);
}

#[test]
fn a_loop_on_a_clock_that_goes_back_goes_on_after_one_interval() {
    at(&[1000, 1001, 900, 901, 902, 903].map(seconds), &["1"; 6], &[SECOND; 5]);
}

#[test]
fn a_loop_on_a_clock_that_goes_back_before_its_start_goes_on_after_one_interval() {
    at(&[1000, 5, 6, 7].map(seconds), &["1"; 4], &[SECOND; 3]);
    let (wall, log) = (Wall::at(seconds(1000)), Log::default());
    let noted = log.clone();
    let looping = LoopingCall::new(wall.clone(), SECOND).after_an_interval();
    let handle = looping.handle();
    let done: Done = looping.start_with_count(move |count| noted.note(count));
    assert_eq!([5, 6].map(seconds).map(|now| wall.strike(now)), [[SECOND], [SECOND]]);
    assert_eq!(log.taken(), ["1", "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn a_loop_on_a_clock_that_stands_still_goes_on_after_one_interval() {
    at(&[seconds(7); 5], &["1"; 5], &[SECOND; 4]);
}

#[test]
fn a_loop_on_a_clock_that_is_slow_goes_on_after_one_interval() {
    at(&[0, 100, 200, 300].map(Duration::from_millis), &["1"; 4], &[SECOND; 3]);
}

#[test]
fn a_loop_on_a_clock_that_leaps_forward_counts_what_it_skips() {
    at(&[0, 3600, 3601].map(seconds), &["1", "3600", "1"], &[SECOND; 2]);
}

#[test]
fn a_loop_goes_on_at_the_end_of_time() {
    at(&[Duration::MAX; 4], &["1"; 4], &[SECOND, SECOND, SECOND].map(|_| SECOND));
    let (wall, log) = (Wall::default(), Log::default());
    let (handle, done) = counting(&wall, &log);
    wall.strike(Duration::MAX);
    wall.strike(Duration::MAX);
    assert_eq!(log.taken(), ["1", &u64::MAX.to_string(), "1"]);
    handle.stop();
    success_result_of(done);
}

#[test]
fn a_loop_whose_interval_has_no_end_calls_once() {
    let clock = TestClock::new();
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let looping = LoopingCall::new(clock.clone(), Duration::MAX);
    let handle = looping.handle();
    let done: Done = looping.start(move || count.set(count.get() + 1));
    clock.advance(seconds(1 << 40));
    assert_eq!(calls.get(), 1);
    handle.stop();
    success_result_of(done);
}

#[test]
fn calls_that_come_early_come_once_an_interval() {
    /// Its timers are five per cent early.
    #[derive(Clone)]
    struct Early(TestClock);
    impl Clock for Early {
        fn now(&self) -> Duration {
            self.0.now()
        }
        fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
            self.0.call_later(delay - delay / 20, call)
        }
    }
    let (clock, log) = (Early(TestClock::new()), Log::default());
    let (now, noted) = (clock.clone(), log.clone());
    let looping = LoopingCall::new(clock.clone(), Duration::from_millis(50));
    let handle = looping.handle();
    let done: Done = looping.start(move || noted.note(now.now().as_millis()));
    clock.0.pump([Duration::from_millis(1); 1000]);
    let calls: Vec<u64> = log.taken().iter().map(|at| at.parse().unwrap()).collect();
    assert_eq!(calls.len(), 21, "{calls:?}");
    assert!(calls.iter().enumerate().all(|(n, &at)| at.abs_diff(50 * n as u64) <= 3), "{calls:?}");
    handle.stop();
    success_result_of(done);
}

#[test]
fn what_a_single_call_times_does_not_ask_what_time_it_is() {
    for (from, to) in [(seconds(1000), seconds(1)), (seconds(7), seconds(7)), (Duration::MAX, Duration::ZERO)]
    {
        let wall = Wall::at(from);
        let waited = later(&wall, SECOND);
        let (_first, pending) = Deferred::<u8, (Cancelled,)>::pending();
        let late: Deferred<_, (Cancelled, TimedOut)> = pending.timeout(&wall, SECOND);
        let (_second, pending) = Deferred::<u8>::pending();
        let given_up: Deferred<_, (TimedOut,)> = pending.give_up_after(&wall, SECOND);
        let pause = wall.clone();
        let mut made = 0;
        let tried: Deferred<u8, (&str, Cancelled)> = retry(
            move |_, _: &Failure<_>| Retry::After(later(&pause, SECOND)),
            move || {
                made += 1;
                if made < 2 { fail("not yet").raises_at_most() } else { Deferred::succeed(made) }
            },
        );
        let (waited, late) = (assert_no_result(waited), assert_no_result(late));
        assert_eq!(wall.strike(to), [SECOND; 4]);
        success_result_of(waited);
        assert!(failure_result_of(late).is::<TimedOut>());
        assert_eq!(failure_result_of(given_up).only().after, SECOND);
        assert_eq!(success_result_of(tried), 2);
    }
}

#[test]
fn a_test_clock_at_the_end_of_time_stays_there() {
    let clock = TestClock::new();
    clock.advance(Duration::MAX);
    clock.advance(Duration::MAX);
    assert_eq!(clock.now(), Duration::MAX);
    success_result_of({
        let d = later(&clock, SECOND);
        clock.advance(Duration::ZERO);
        d
    });
}

#[test]
#[should_panic = "a loop without an interval?"]
fn an_advance_that_has_no_end_says_so() {
    let clock = TestClock::new();
    let done: Done = LoopingCall::new(clock.clone(), Duration::ZERO).start(|| ());
    clock.advance(SECOND);
    drop(done);
}

#[test]
fn many_calls_that_do_not_lead_to_one_another_are_no_endless_loop() {
    let clock = TestClock::new();
    let made = Rc::new(Cell::new(0));
    let (inner, count) = (clock.clone(), made.clone());
    clock
        .call_later(
            SECOND,
            Box::new(move || {
                for _ in 0..1_100_000 {
                    let count = count.clone();
                    inner.call_later(Duration::ZERO, Box::new(move || count.set(count.get() + 1))).detach();
                }
            }),
        )
        .detach();
    clock.advance(SECOND);
    assert_eq!(made.get(), 1_100_000);
}

#[test]
fn a_loop_on_a_clock_that_goes_back_a_little_goes_on_after_one_interval() {
    let times = [1_000_000, 1_001_800, 1_001_700, 1_002_700].map(Duration::from_millis);
    at(&times, &["1"; 4], &[SECOND, SECOND / 5, SECOND]);
}

#[test]
fn a_loop_on_a_clock_that_goes_back_during_a_call_goes_on_after_one_interval() {
    let wall = Wall::at(seconds(1000));
    let set = wall.clone();
    let looping = LoopingCall::new(wall.clone(), SECOND);
    let handle = looping.handle();
    let done: Done = looping.start(move || {
        if set.now() == seconds(1010) {
            set.now.set(Duration::from_millis(1_005_300));
        }
    });
    assert_eq!(wall.strike(seconds(1010)), [SECOND]);
    assert_eq!(wall.strike(seconds(1006)), [SECOND]);
    handle.stop();
    success_result_of(done);
}

/// A clock that makes each call before it gives the timer.
#[derive(Clone)]
struct AtOnce;

impl Clock for AtOnce {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, call: Box<dyn FnOnce()>) -> Timer {
        call();
        Timer::new(|| ())
    }
}

#[test]
fn a_call_that_comes_before_its_timer_and_waits_is_cancelled() {
    let (resolver, waits) = Deferred::<(), (Cancelled,)>::pending();
    let mut waits = Some(waits);
    let looping = LoopingCall::new(AtOnce, SECOND).after_an_interval();
    let done: Done = looping.start(move || waits.take().expect("one call"));
    done.cancel();
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(done).is::<Cancelled>());
}

#[test]
fn a_loop_that_is_stopped_before_its_timer_comes_waits_for_its_call() {
    let (resolver, waits) = Deferred::<(), (Cancelled,)>::pending();
    let mut waits = Some(waits);
    let looping = LoopingCall::new(AtOnce, SECOND).after_an_interval();
    let handle = looping.handle();
    let done: Done = looping.start(move || {
        handle.stop();
        waits.take().expect("one call")
    });
    let done = assert_no_result(done);
    resolver.succeed(());
    success_result_of(done);
}

#[test]
fn many_calls_that_a_test_makes_one_after_the_other_are_no_endless_loop() {
    let clock = TestClock::new();
    let made = Rc::new(Cell::new(0));
    for _ in 0..1_000_001 {
        let count = made.clone();
        clock.call_later(Duration::ZERO, Box::new(move || count.set(count.get() + 1))).detach();
        clock.advance(Duration::ZERO);
    }
    assert_eq!(made.get(), 1_000_001);
}
