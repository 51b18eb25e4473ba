//! `timeout_with`: the handler of what came of the cancel, only where the time was over.

use super::{Broken, Log, NOTHING, SECOND, Stoppable};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Outcome, TestClock, TimedOut, succeed};

type Given = Outcome<i32, (Cancelled, Broken)>;

#[test]
fn the_handler_is_not_called_for_what_came_in_time() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (resolver, d) = Stoppable::<i32>::pending();
    let noted = log.clone();
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, move |outcome, _| {
        noted.note("called");
        outcome
    });
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 1);
    assert_eq!(log.taken(), NOTHING);
    assert!(clock.is_empty());
}

#[test]
fn the_handler_is_not_called_for_a_manual_cancel() {
    let (clock, log) = (TestClock::new(), Log::default());
    let (_resolver, d) = Stoppable::<i32>::pending();
    let noted = log.clone();
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, move |outcome, _| {
        noted.note("called");
        outcome
    });
    d.cancel();
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<Cancelled>());
    assert_eq!(log.taken(), NOTHING);
}

#[test]
fn the_handler_is_not_called_for_what_is_ready() {
    let clock = TestClock::new();
    let d: Stoppable<i32> =
        Stoppable::succeed(1)
            .timeout_with(&clock, SECOND, |_: Given, _| -> Result<i32, Broken> { unreachable!() });
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn the_handler_is_given_the_cancel_and_the_timeout() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Deferred<i32, (Cancelled, Broken, TimedOut)> =
        d.timeout_with(&clock, SECOND, |outcome, timed_out| {
            assert!(outcome.is_err_and(|failure| failure.is::<Cancelled>()));
            Err(timed_out)
        });
    clock.advance(SECOND);
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<TimedOut>(), Some(&TimedOut { after: SECOND }));
    assert!(failure.cause().expect("the cancel").type_name().ends_with("Cancelled"));
}

#[test]
fn case_28_the_handler_is_given_what_a_canceller_gave() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::cancellable_with(|| Ok::<_, Broken>(7));
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, |outcome, _| outcome.map(|n| n + 1));
    clock.advance(SECOND);
    assert_eq!(success_result_of(d), 8);
}

#[test]
fn the_handler_may_give_a_value() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, |outcome: Given, _| outcome.unwrap_or(3));
    clock.advance(SECOND);
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn the_handler_may_give_a_deferred_that_has_no_timeout() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let (again, retried) = Stoppable::<i32>::pending();
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, move |_: Given, _| retried);
    clock.advance(SECOND);
    assert!(clock.is_empty());
    let d = assert_no_result(d);
    clock.advance(SECOND);
    again.succeed(4);
    assert_eq!(success_result_of(d), 4);
}

#[test]
fn the_handler_may_give_a_deferred_that_is_ready() {
    let clock = TestClock::new();
    let (_resolver, d) = Stoppable::<i32>::pending();
    let d: Stoppable<i32> = d.timeout_with(&clock, SECOND, |_: Given, _| succeed(5));
    clock.advance(SECOND);
    assert_eq!(success_result_of(d), 5);
}
