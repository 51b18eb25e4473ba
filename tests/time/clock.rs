//! What a test clock does with its calls, as Twisted's `task.Clock` does it.

use super::{Log, NOTHING, SECOND, seconds};
use deferred::{Clock, TestClock, Timer};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[test]
fn a_call_comes_when_its_time_has_come() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _timer = clock.call_later(seconds(2), log.noting("called"));
    clock.advance(SECOND);
    assert_eq!((log.taken(), clock.is_empty()), (vec![], false));
    clock.advance(SECOND);
    assert_eq!((log.taken(), clock.is_empty()), (vec!["called".to_owned()], true));
    clock.advance(seconds(10));
    assert_eq!(log.taken(), NOTHING);
}

#[test]
fn a_call_without_delay_waits_for_the_next_advance() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _timer = clock.call_later(seconds(0), log.noting("called"));
    assert_eq!(log.taken(), NOTHING);
    clock.advance(seconds(0));
    assert_eq!(log.taken(), ["called"]);
}

#[test]
fn calls_come_in_the_order_of_their_times() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _timers = [(3, "third"), (1, "first"), (2, "second")]
        .map(|(at, name)| clock.call_later(seconds(at), log.noting(name)));
    clock.advance(seconds(3));
    assert_eq!(log.taken(), ["first", "second", "third"]);
}

#[test]
fn calls_of_the_same_time_come_in_the_order_in_which_they_were_made() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _first = clock.call_later(seconds(2), log.noting("first"));
    clock.advance(SECOND);
    let _second = clock.call_later(SECOND, log.noting("second"));
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["first", "second"]);
}

#[test]
fn every_call_sees_the_time_after_the_advance() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _timers = [1, 2].map(|at| {
        let (now, log) = (clock.clone(), log.clone());
        clock.call_later(seconds(at), Box::new(move || log.note(now.now().as_secs())))
    });
    clock.advance(seconds(7));
    assert_eq!(log.taken(), ["7", "7"]);
}

#[test]
fn what_a_call_adds_comes_too_if_it_is_due() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (again, noted) = (clock.clone(), log.clone());
    let _timer = clock.call_later(
        SECOND,
        Box::new(move || {
            again.call_later(seconds(0), noted.noting("added")).detach();
            again.call_later(SECOND, noted.noting("later")).detach();
        }),
    );
    clock.advance(seconds(2));
    assert_eq!(log.taken(), ["added"]); // the other is due at 3, since it was added at 2
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["later"]);
}

#[test]
fn a_call_may_advance_the_clock() {
    let (clock, log) = (TestClock::new(), Log::default());
    let inner = clock.clone();
    let first = log.noting("first, when what it brought about is over");
    let _first = clock.call_later(
        SECOND,
        Box::new(move || {
            inner.advance(seconds(5));
            first();
        }),
    );
    let _second = clock.call_later(seconds(3), log.noting("second"));
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["second", "first, when what it brought about is over"]);
    assert_eq!(clock.now(), seconds(6));
}

#[test]
fn a_dropped_timer_takes_its_call_away() {
    let (clock, log) = (TestClock::new(), Log::default());
    let held = Rc::new(());
    let captured = held.clone();
    let timer = clock.call_later(SECOND, Box::new(move || drop(captured)));
    let other = clock.call_later(SECOND, log.noting("other"));
    assert_eq!(clock.len(), 2);
    drop(timer);
    assert_eq!((clock.len(), Rc::strong_count(&held)), (1, 1));
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["other"]);
    drop(other);
    assert!(clock.is_empty());
}

#[test]
fn a_detached_timer_lets_its_call_come() {
    let (clock, log) = (TestClock::new(), Log::default());
    clock.call_later(SECOND, log.noting("called")).detach();
    clock.advance(SECOND);
    assert_eq!(log.taken(), ["called"]);
}

#[test]
fn a_timer_may_be_dropped_by_a_call_that_is_due_with_it() {
    let (clock, log) = (TestClock::new(), Log::default());
    let other = Rc::new(std::cell::Cell::new(None::<Timer>));
    let dropped = other.clone();
    let _first = clock.call_later(SECOND, Box::new(move || drop(dropped.take())));
    other.set(Some(clock.call_later(SECOND, log.noting("not called"))));
    clock.advance(SECOND);
    assert_eq!(log.taken(), NOTHING);
}

#[test]
fn what_a_dropped_call_held_may_use_the_clock() {
    struct Uses(TestClock);
    impl Drop for Uses {
        fn drop(&mut self) {
            self.0.advance(SECOND);
        }
    }
    let clock = TestClock::new();
    let uses = Uses(clock.clone());
    let timer = clock.call_later(SECOND, Box::new(move || drop(uses)));
    timer.cancel();
    assert_eq!(clock.now(), SECOND);
}

#[test]
fn a_timer_may_outlive_its_clock() {
    let (clock, log) = (TestClock::new(), Log::default());
    let timer = clock.call_later(SECOND, log.noting("not called"));
    drop(clock);
    drop(timer);
    assert_eq!(log.taken(), NOTHING);
}

#[test]
fn a_call_that_panics_leaves_the_others_to_the_next_advance() {
    let (clock, log) = (TestClock::new(), Log::default());
    let _first = clock.call_later(SECOND, Box::new(|| panic!("this is meant to happen")));
    let _second = clock.call_later(SECOND, log.noting("second"));
    assert!(catch_unwind(AssertUnwindSafe(|| clock.advance(SECOND))).is_err());
    assert_eq!(log.taken(), NOTHING);
    clock.advance(seconds(0));
    assert_eq!(log.taken(), ["second"]);
}

#[test]
fn pump_advances_by_one_amount_after_the_other() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (now, noted) = (clock.clone(), log.clone());
    let _timer = clock.call_later(seconds(3), Box::new(move || noted.note(now.now().as_secs())));
    clock.pump([2, 2, 2].map(seconds));
    assert_eq!(log.taken(), ["4"]);
    assert_eq!(clock.now(), seconds(6));
}

#[test]
fn a_delay_without_end_never_comes() {
    let clock = TestClock::new();
    clock.advance(SECOND);
    let _timer = clock.call_later(std::time::Duration::MAX, Box::new(|| unreachable!()));
    clock.advance(seconds(1 << 40));
    assert_eq!(clock.len(), 1);
}

#[test]
fn a_pointer_to_a_clock_is_a_clock() {
    fn call(clock: impl Clock, log: &Log) {
        clock.call_later(SECOND, log.noting("called")).detach();
        assert_eq!(clock.now(), SECOND);
    }
    let (clock, log) = (TestClock::new(), Log::default());
    clock.advance(SECOND);
    call(&clock, &log);
    call(Rc::new(clock.clone()), &log);
    call(Rc::new(clock.clone()) as Rc<dyn Clock>, &log);
    call(Box::new(clock.clone()) as Box<dyn Clock>, &log);
    call(&clock as &dyn Clock, &log);
    clock.advance(SECOND);
    assert_eq!(log.taken().len(), 5);
}
