//! So many values, or too many failures.

use super::{Broken, Log, Member, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{members, some, unhandled};

#[test]
fn case_30_none_of_none_is_there_at_once_and_more_than_that_is_too_few() {
    assert!(success_result_of(some(0, Vec::<Member>::new())).is_empty());
    let few = failure_result_of(some(1, Vec::<Member>::new())).only();
    assert_eq!((few.wanted, few.failures.len()), (1, 0));
}

#[test]
fn none_of_some_is_there_at_once() {
    let ([_a], all) = pending();
    assert!(success_result_of(some(0, all)).is_empty());
}

#[test]
fn more_than_there_are_members_is_too_few_at_once() {
    let ([_a, _b], all) = pending();
    let few = failure_result_of(some(3, all)).only();
    assert!(few.failures.is_empty());
}

#[test]
fn the_values_are_in_the_order_in_which_they_came_each_with_its_index() {
    let ([a, _b, c], all) = pending();
    let two = some(2, all);
    c.succeed(3);
    let two = assert_no_result(two);
    a.succeed(1);
    assert_eq!(success_result_of(two), [(2, 3), (0, 1)]);
}

#[test]
fn the_others_go_on() {
    let ([a, b], all) = pending();
    let one = some(1, all);
    a.succeed(1);
    assert!(!b.is_cancelled());
    b.succeed(2);
    assert_eq!(success_result_of(one), [(0, 1)]);
}

#[test]
fn it_fails_as_soon_as_too_few_are_left() {
    let ([a, b, _c, d], all) = pending();
    let three = some(3, all);
    d.fail(Broken(4));
    b.succeed(2);
    let three = assert_no_result(three);
    a.fail(Broken(1));
    let few = failure_result_of(three).only();
    assert_eq!(few.wanted, 3);
    let failures: Vec<_> = few.failures.iter().map(|(at, failure)| (*at, broken(failure))).collect();
    assert_eq!(failures, [(0, Some(1)), (3, Some(4))]);
}

#[test]
fn case_35_failures_that_the_result_does_not_tell_of_are_late() {
    let log = Log::default();
    let ([a, b, c], all) = pending();
    let one = members(all).late(log.sink()).some(1);
    c.fail(Broken(3));
    b.succeed(2);
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["2: 3", "0: 1"]);
    assert_eq!(success_result_of(one), [(1, 2)]);
}

#[test]
fn too_few_unhandled_is_reported_once() {
    let watch = unhandled::watch();
    drop(some(1, [Member::fail(Broken(71))]));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Broken(71)"), "{}", reports[0]);
}

#[test]
fn too_few_prints_each() {
    let few = failure_result_of(some(1, [deferred::fail::<(), _>("gone")])).only();
    let text = few.to_string();
    assert!(
        text.starts_with("1 have failed, too many for 1 to succeed: member 0: gone (raised at"),
        "{text}"
    );
}
