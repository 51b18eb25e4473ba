//! All values, or all failures with the index of their member.

use super::{Broken, Member, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, Stage, fail, gather_all, members, threads, unhandled};

#[test]
fn values_are_in_the_order_of_the_members() {
    let ([a, b], all) = pending();
    let all = gather_all(all);
    b.succeed(2);
    let all = assert_no_result(all);
    a.succeed(1);
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn every_failure_is_there_with_the_index_of_its_member_and_where_it_was_raised() {
    let ([a, b, c, d], all) = pending();
    let all = members(all).gather_all();
    d.fail(Broken(3));
    a.succeed(1);
    let line = line!() + 1;
    b.fail(Broken(1));
    let all = assert_no_result(all);
    c.succeed(2);
    let failure = failure_result_of(all);
    assert_eq!(failure.raised().stage(), Stage::GatherAll);
    let failures = failure.only().failures;
    let found: Vec<_> = failures.iter().map(|(index, failure)| (*index, super::broken(failure))).collect();
    assert_eq!(found, [(1, Some(1)), (3, Some(3))]);
    assert_eq!(failures[0].1.raised().line(), line);
}

#[test]
fn of_no_members_it_is_there_at_once() {
    assert!(success_result_of(gather_all(Vec::<Member>::new())).is_empty());
}

#[test]
fn failures_that_nobody_looks_at_are_reported_once_and_together() {
    let watch = unhandled::watch();
    drop(gather_all([fail::<u8, _>("one"), fail("two")]));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("one") && reports[0].contains("two"), "{}", reports[0]);
}

#[test]
fn it_says_how_many_have_failed_and_with_what() {
    let failed = failure_result_of(gather_all([Deferred::<u8, (&str,)>::succeed(1), fail("gone")])).only();
    assert!(failed.to_string().starts_with("1 failed: 1: gone (raised at "), "{failed}");
}

#[test]
fn members_that_cross_threads_are_gathered_on_any() {
    let (one, a) = threads::pending::<u8, (&str,)>();
    let (other, b) = threads::pending::<u8, (&str,)>();
    let all = gather_all([a, b]);
    std::thread::spawn(move || other.fail("gone")).join().expect("no panic");
    one.succeed(1);
    assert_eq!(failure_result_of(all).only().failures[0].0, 1);
}
