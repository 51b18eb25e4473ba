//! Loops of many turns on a clock take constant memory and constant stack.

use super::SECOND;
use super::common::taken_by;
use deferred::testing::success_result_of;
use deferred::{Cancelled, Deferred, LoopingCall, TestClock, TimedOut, chain, later, succeed};
use std::cell::Cell;
use std::rc::Rc;

const STACK: usize = 256 * 1024;

/// Some bookkeeping, and not a byte for each turn.
const CONSTANT: usize = 64 * 1024;

fn turns_to_come() -> u64 {
    super::long::links() as u64
}

/// Runs `test` on a small stack, and looks at the memory that it takes.
fn in_constant_space(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let ((), taken) = taken_by(test);
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

#[test]
fn turns_of_a_looping_call() {
    in_constant_space(|| {
        let clock = TestClock::new();
        let looping = LoopingCall::new(clock.clone(), SECOND);
        let (handle, turns) = (looping.handle(), Rc::new(Cell::new(0)));
        let count = turns.clone();
        let done: Deferred<(), (Cancelled,)> = looping.start(move || count.set(count.get() + 1));
        clock.pump((1..turns_to_come()).map(|_| SECOND));
        assert_eq!(turns.get(), turns_to_come());
        handle.stop();
        success_result_of(done);
    });
}

#[test]
fn turns_of_a_looping_call_that_waits() {
    in_constant_space(|| {
        let clock = TestClock::new();
        let looping = LoopingCall::new(clock.clone(), SECOND);
        let (handle, turns, on) = (looping.handle(), Rc::new(Cell::new(0)), clock.clone());
        let count = turns.clone();
        let done: Deferred<(), (Cancelled,)> = looping.start(move || {
            let count = count.clone();
            later(&on, SECOND / 2).map(move |()| count.set(count.get() + 1))
        });
        clock.pump((0..2 * turns_to_come()).map(|_| SECOND / 2));
        assert_eq!(turns.get(), turns_to_come());
        handle.stop();
        clock.advance(SECOND);
        success_result_of(done);
    });
}

/// A loop written as a recursion, each step of which has its timeout.
fn with_timeouts(clock: TestClock, left: u32) -> Deferred<(), (Cancelled, TimedOut)> {
    let step: Deferred<(), (Cancelled, TimedOut)> = later(&clock, SECOND).timeout(&clock, 2 * SECOND);
    chain! {
        step;
        then move |()| if left == 0 { succeed(()).raises_at_most() } else { with_timeouts(clock, left - 1) },
    }
}

#[test]
fn a_hundred_thousand_steps_with_a_timeout_each() {
    in_constant_space(|| {
        let clock = TestClock::new();
        let done = with_timeouts(clock.clone(), 100_000);
        clock.pump((0..=100_000).map(|_| SECOND));
        success_result_of(done);
        assert!(clock.is_empty());
    });
}

/// The same with steps that are given up.
fn giving_up(clock: TestClock, left: u32) -> Deferred<(), (Cancelled,)> {
    let step: Deferred<(), (Cancelled, TimedOut)> = later(&clock, 3 * SECOND).give_up_after(&clock, SECOND);
    chain! {
        step;
        catch |_: TimedOut| (),
        then move |()| if left == 0 { succeed(()).raises_at_most() } else { giving_up(clock, left - 1) },
    }
}

#[test]
fn a_hundred_thousand_steps_that_are_given_up() {
    in_constant_space(|| {
        let clock = TestClock::new();
        let done = giving_up(clock.clone(), 100_000);
        clock.pump((0..=100_000).map(|_| SECOND));
        success_result_of(done);
        clock.advance(3 * SECOND);
        assert!(clock.is_empty());
    });
}
