//! Members that will never come to anything.

use super::{Broken, Fires, Member, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    Abandoned, Deferred, ErrorSet, first_failure, first_success, gather, join, list, members, race, some,
    succeed, unhandled, windowed,
};
use std::rc::Rc;

/// How often it is reported that the first of two members is abandoned, and the second has a value if `value` says so.
fn reports_of<T: 'static, E: ErrorSet>(
    shape: impl FnOnce([Member; 2]) -> Deferred<T, E>,
    second: impl FnOnce(Fires),
) -> usize {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let result = shape(both);
    drop(a);
    second(b);
    drop(assert_no_result(result));
    let reports = watch.finish();
    assert!(reports.iter().all(|report| report.contains("abandoned")), "{reports:?}");
    reports.len()
}

fn succeeds(resolver: Fires) {
    resolver.succeed(2);
}

#[test]
fn an_abandoned_member_is_reported_once_and_so_is_what_it_abandons() {
    assert_eq!(reports_of(list, succeeds), 2);
    assert_eq!(reports_of(gather, succeeds), 2);
    assert_eq!(reports_of(first_failure, succeeds), 2);
    assert_eq!(reports_of(|both| some(2, both), succeeds), 2);
    assert_eq!(reports_of(|[a, b]| join!(a, b), succeeds), 2);
    assert_eq!(reports_of(|[a, b]| list!(a, b), succeeds), 2);
    assert_eq!(reports_of(|both| windowed(2, both, |member| member), succeeds), 2);
    // The second is abandoned too: two members and their result.
    assert_eq!(reports_of(first_success, drop), 3);
    assert_eq!(reports_of(race, drop), 3);
}

#[test]
fn the_result_is_not_abandoned_before_the_others_have_ended() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let result = gather(both);
    drop(a);
    let result = assert_no_result(result);
    b.fail(Broken(2));
    assert_eq!(broken(&failure_result_of(result)), Some(2));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_value_wins_a_race_with_an_abandoned_one() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let first = race(both);
    drop(a);
    b.succeed(2);
    assert_eq!(success_result_of(first), (1, 2));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn failures_that_wait_for_a_result_which_is_abandoned_are_not_lost() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let first = members(both).drop_late().first_success();
    a.fail(Broken(71));
    drop(b);
    drop(assert_no_result(first));
    let reports = watch.finish();
    assert!(reports.iter().any(|report| report.contains("Broken(71)")), "{reports:?}");
}

#[test]
fn where_a_member_can_be_abandoned_that_is_a_failure_as_any() {
    let watch = unhandled::watch();
    let (resolver, member) = Deferred::<u8, (Abandoned,)>::pending();
    let all = gather([member, succeed(1).raises_at_most()]);
    drop(resolver);
    assert!(failure_result_of(all).is::<Abandoned>());
    watch.assert_nothing();
}

#[test]
fn nothing_is_kept_when_the_result_was_taken_and_the_members_have_ended() {
    let held = Rc::new(());
    let (resolver, member) = Deferred::<Rc<()>>::pending();
    let all = gather([member, succeed(held.clone())]);
    resolver.succeed(held.clone());
    drop(success_result_of(all));
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn nothing_is_kept_of_what_was_abandoned() {
    let watch = unhandled::watch();
    let held = Rc::new(());
    let (resolver, member) = Deferred::<Rc<()>>::pending();
    let inside = held.clone();
    let all = members([member, succeed(held.clone())]).late(move |_, _| drop(inside.clone())).list();
    drop(resolver);
    drop(all);
    assert_eq!(Rc::strong_count(&held), 1);
    assert_eq!(watch.finish().len(), 2, "the member and the list");
}

#[test]
fn members_that_are_not_waited_for_are_dropped_with_their_failures_reported() {
    let watch = unhandled::watch();
    drop(members([Member::fail(Broken(1))]));
    assert_eq!(watch.finish().len(), 1);
}
