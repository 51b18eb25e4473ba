//! The first value, or all failures.

use super::{Broken, Log, Member, Set, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{AllFailed, Deferred, fail, first_success, members, unhandled};

#[test]
fn case_30_of_no_members_all_have_failed_at_once() {
    let failure = failure_result_of(first_success(Vec::<Member>::new()));
    assert!(failure.only().failures.is_empty());
}

#[test]
fn case_30_that_of_no_members_says_so() {
    let none = failure_result_of(first_success(Vec::<Deferred<(), (std::fmt::Error,)>>::new())).only();
    assert_eq!(none.to_string(), "there was nothing to wait for");
}

#[test]
fn case_34_it_has_the_first_value_with_its_index() {
    let ([a, b], all) = pending();
    let first = first_success(all);
    b.succeed(2);
    assert_eq!(success_result_of(first), (1, 2));
    assert!(!a.is_cancelled());
    a.succeed(1);
}

#[test]
fn case_34_when_all_fail_the_failures_are_in_the_order_of_the_members() {
    let ([a, b], all) = pending();
    let first = first_success(all);
    b.fail(Broken(2));
    let first = assert_no_result(first);
    a.fail(Broken(1));
    let all: AllFailed<Set> = failure_result_of(first).only();
    assert_eq!(all.failures.iter().map(broken).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn a_value_that_is_there_already_wins() {
    let ([_a], [waiting]) = pending();
    let first = members([Member::fail(Broken(1)), waiting, Member::succeed(3)]).drop_late().first_success();
    assert_eq!(success_result_of(first), (2, 3));
}

#[test]
fn case_35_a_failure_from_before_the_value_is_not_lost() {
    let log = Log::default();
    let ([a, b, c], all) = pending();
    let first = members(all).late(log.sink()).first_success();
    c.fail(Broken(3));
    a.fail(Broken(1));
    assert!(log.taken().is_empty(), "they may still be all there is to tell");
    b.succeed(2);
    assert_eq!(log.taken(), ["0: 1", "2: 3"]);
    assert_eq!(success_result_of(first), (1, 2));
}

#[test]
fn all_failed_unhandled_is_reported_once_with_all_of_them() {
    let watch = unhandled::watch();
    drop(first_success([Member::fail(Broken(71)), Member::fail(Broken(72))]));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("Broken(71)") && reports[0].contains("Broken(72)"), "{}", reports[0]);
}

#[test]
fn all_failed_taken_is_not_reported() {
    let watch = unhandled::watch();
    let all = failure_result_of(first_success([Member::fail(Broken(1))])).only();
    assert_eq!(all.failures.len(), 1);
    watch.assert_nothing();
}

#[test]
fn all_failed_prints_each() {
    let first: Deferred<(usize, ()), _> = first_success([fail("refused"), fail("gone")]);
    let text = failure_result_of(first).only().to_string();
    assert!(text.starts_with("all have failed: refused (raised at"), "{text}");
    assert!(text.contains("; gone (raised at"), "{text}");
}
