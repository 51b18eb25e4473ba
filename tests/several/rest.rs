//! Cancelling the rest when the result is decided.

use super::{Broken, Log, Member, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, FirstError, first_settled, join, members, succeed, unhandled, window};

#[test]
fn the_first_failure_of_a_gathering_cancels_the_rest_once_and_before_the_result() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let (_c, third) = log.pair("third");
    let notes = log.clone();
    let all = members([first, second, third]).cancel_rest().gather();
    let all = all.finally(move || notes.note("result"));
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["second", "third", "result"]);
    assert_eq!(super::broken(&failure_result_of(all)), Some(1));
    watch.assert_nothing();
}

#[test]
fn of_the_rest_only_a_cancel_is_no_failure() {
    let log = Log::default();
    let (a, first) = Member::pending();
    let (_b, second) = Member::cancellable_with(|| Err::<i32, _>(Broken(2)));
    let (_c, third) = Member::pending();
    let all = members([first, second, third]).late(log.sink()).cancel_rest().gather();
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["1: 2"]);
    assert_eq!(super::broken(&failure_result_of(all)), Some(1));
}

#[test]
fn every_shape_that_is_decided_early_cancels_the_rest() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let all = members(both).cancel_rest().first_failure();
    a.fail(Broken(1));
    assert!(b.is_cancelled());
    let first: FirstError<super::Set> = failure_result_of(all).only();
    assert_eq!(first.index, 0);

    let ([a, b], both) = pending();
    let first = members(both).cancel_rest().first_success();
    a.succeed(1);
    assert!(b.is_cancelled());
    assert_eq!(success_result_of(first), (0, 1));

    let ([a, b], both) = pending();
    let first = members(both).cancel_rest().first_settled();
    a.succeed(1);
    assert!(b.is_cancelled());
    assert_eq!(success_result_of(first), (0, 1));

    let ([a, b], both) = pending();
    let one = members(both).cancel_rest().some(1);
    a.succeed(1);
    assert!(b.is_cancelled());
    assert_eq!(success_result_of(one), [(0, 1)]);
    watch.assert_nothing();
}

#[test]
fn a_gathering_that_succeeds_cancels_nobody() {
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (b, second) = log.pair("second");
    let all = members([first, second]).cancel_rest().gather();
    a.succeed(1);
    b.succeed(2);
    assert_eq!(success_result_of(all), [1, 2]);
    assert!(log.taken().is_empty());
}

#[test]
fn what_cannot_be_cancelled_goes_on_and_is_late() {
    let watch = unhandled::watch();
    let (a, first) = Member::pending();
    let (b, second) = Member::pending();
    let all = members([first, second.uncancellable()]).cancel_rest().gather();
    a.fail(Broken(1));
    assert_eq!(super::broken(&failure_result_of(all)), Some(1));
    b.fail(Broken(2));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_is_joined_cancels_the_rest_where_that_is_said() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (a, first) = Deferred::<u8, (Broken,)>::pending();
    let (_b, second) = log.pair("second");
    let all = join!(cancel rest; first, second, succeed(true));
    let all = assert_no_result(all);
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["second"]);
    assert!(failure_result_of(all).is::<Broken>());
    watch.assert_nothing();
}

#[test]
fn a_window_cancels_the_rest_where_that_is_said() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let mut given = vec![second, first];
    let all = window(2, 0.., move |_| given.pop().expect("two are begun")).cancel_rest().gather();
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["second"]);
    assert_eq!(super::broken(&failure_result_of(all)), Some(1));
    watch.assert_nothing();
}

#[test]
fn a_window_has_sinks_for_what_comes_late() {
    let log = Log::default();
    let (a, first) = Member::pending();
    let (b, second) = Member::pending();
    let (c, third) = Member::pending();
    let mut given = vec![third, second, first];
    let notes = log.clone();
    let all = window(3, 0..3, move |_| given.pop().unwrap())
        .late(log.sink())
        .late_values(move |index, value| notes.note(format!("{index} = {value}")))
        .gather();
    a.succeed(1);
    b.fail(Broken(2));
    assert_eq!(super::broken(&failure_result_of(all)), Some(2));
    c.fail(Broken(3));
    assert_eq!(log.taken(), ["0 = 1", "2: 3"]);
}

#[test]
fn the_values_beside_all_failures_are_late() {
    let log = Log::default();
    let ([a, b, c], given) = pending::<3>();
    let notes = log.clone();
    let all = members(given)
        .late(log.sink())
        .late_values(move |index, value| notes.note(format!("{index} = {value}")))
        .gather_all();
    c.succeed(3);
    b.fail(Broken(2));
    assert_eq!(log.taken(), [""; 0], "nothing is decided yet");
    a.succeed(1);
    assert_eq!(log.taken(), ["0 = 1", "2 = 3"]);
    let failures = failure_result_of(all).only().failures;
    assert_eq!(failures.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1]);

    let notes = log.clone();
    let ready = [Member::succeed(1), Member::fail(Broken(2))];
    let all =
        members(ready).late_values(move |index, value| notes.note(format!("{index} = {value}"))).gather_all();
    assert_eq!(log.taken(), ["0 = 1"]);
    assert_eq!(failure_result_of(all).only().failures.len(), 1);
}

#[test]
fn the_first_that_is_settled_is_the_result_be_it_a_value_or_a_failure() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let first = first_settled(both);
    b.fail(Broken(2));
    assert_eq!(super::broken(&failure_result_of(first)), Some(2));
    assert!(!a.is_cancelled());
    a.succeed(1);

    let ([a, b], both) = pending();
    let first = first_settled(both);
    a.succeed(1);
    assert_eq!(success_result_of(first), (0, 1));
    b.fail(Broken(2));
    assert_eq!(watch.finish().len(), 1, "what comes later is late");
}

#[test]
#[should_panic = "the first of no members never comes"]
fn the_first_of_no_members_is_refused() {
    drop(first_settled(Vec::<Member>::new()));
}

#[test]
fn the_first_that_is_settled_can_be_cancelled() {
    let ([a, b], both) = pending();
    let first = first_settled(both);
    first.cancel();
    assert!(a.is_cancelled() && b.is_cancelled());
    assert!(failure_result_of(first).is::<Cancelled>());
}

#[test]
fn a_value_that_waits_for_the_function_of_a_fold_is_late_if_another_fails_meanwhile() {
    let log = Log::default();
    let ([a, b, c], given) = pending::<3>();
    let mut given = given.into_iter();
    let notes = log.clone();
    let mut others = Some((b, c));
    let sum = window(3, 0..3, move |_| given.next().expect("three are begun"))
        .late_values(move |index, value| notes.note(format!("{index} = {value}")))
        .fold(0, move |sum, _, value| {
            if let Some((b, c)) = others.take() {
                b.succeed(2);
                c.fail(Broken(3));
            }
            sum + value
        });
    a.succeed(1);
    assert_eq!(super::broken(&failure_result_of(sum)), Some(3));
    assert_eq!(log.taken(), ["1 = 2"]);
}
