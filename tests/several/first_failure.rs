//! All values, or the first failure with its index.

use super::{Broken, Member, Set, broken, pending};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{FirstError, first_failure, unhandled};
use std::error::Error;

#[test]
fn case_30_of_no_members_it_has_its_result_at_once() {
    assert!(success_result_of(first_failure(Vec::<Member>::new())).is_empty());
}

#[test]
fn case_33_the_error_says_which_member_failed_and_with_what() {
    let ([_a, b], all) = pending();
    let all = first_failure(all);
    b.fail(Broken(2));
    let FirstError { index, failure } = failure_result_of(all).only();
    assert_eq!((index, broken(&failure)), (1, Some(2)));
}

#[test]
fn case_33_the_others_keep_running() {
    let ([a, b], all) = pending();
    let all = first_failure(all);
    b.fail(Broken(2));
    assert!(!a.is_cancelled());
    a.succeed(1);
    assert_eq!(failure_result_of(all).only().index, 1);
}

#[test]
fn without_a_failure_it_has_the_values() {
    let ([a, b], all) = pending();
    let all = first_failure(all);
    b.succeed(2);
    a.succeed(1);
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn it_was_raised_where_the_members_failure_was() {
    let line = line!() + 1;
    let failure = failure_result_of(first_failure([Member::fail(Broken(1))]));
    assert_eq!(failure.raised().line(), line);
}

#[test]
fn unhandled_it_is_reported_once_with_the_members_error() {
    let watch = unhandled::watch();
    drop(first_failure([Member::fail(Broken(77))]));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("index: 0") && reports[0].contains("Broken(77)"), "{}", reports[0]);
}

#[test]
fn taken_it_is_not_reported() {
    let watch = unhandled::watch();
    drop(failure_result_of(first_failure([Member::fail(Broken(1))])));
    watch.assert_nothing();
}

#[test]
fn it_is_an_error_if_the_members_errors_are() {
    let error: FirstError<(std::fmt::Error,)> =
        failure_result_of(first_failure([deferred::fail::<(), _>(std::fmt::Error)])).only();
    assert!(error.to_string().starts_with("member 0 failed: an error occurred"), "{error}");
    assert!(error.source().is_some());
    fn _of_any_set(error: FirstError<Set>) -> usize {
        error.index
    }
}
