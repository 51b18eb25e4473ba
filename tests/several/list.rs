//! All outcomes, and never a failure.

use super::{Broken, Member, Set, broken, pending};
use deferred::testing::{assert_no_result, success_result_of};
use deferred::{Deferred, Failure, Outcome, list, members, succeed, unhandled};

#[test]
fn case_30_an_empty_list_has_its_result_at_once() {
    assert!(success_result_of(list(Vec::<Member>::new())).is_empty());
}

#[test]
fn case_31_outcomes_are_in_the_order_of_the_members_whatever_came_first() {
    let ([a, b, c], all) = pending();
    let all = list(all);
    c.fail(Broken(3));
    a.succeed(1);
    let all = assert_no_result(all);
    b.succeed(2);
    let outcomes = success_result_of(all);
    assert!(matches!(outcomes[0], Ok(1)));
    assert!(matches!(outcomes[1], Ok(2)));
    assert_eq!(outcomes[2].as_ref().err().and_then(broken), Some(3));
}

#[test]
fn case_31_members_that_have_fired_already_are_fine() {
    let ([a], [member]) = pending();
    let all = list([Member::fail(Broken(1)), member, Member::succeed(3)]);
    a.succeed(2);
    let values: Vec<_> = success_result_of(all).into_iter().map(Result::ok).collect();
    assert_eq!(values, [None, Some(2), Some(3)]);
}

/// The type says it; that a `catch` behind it does not compile is in the book of mistakes.
#[test]
fn case_32_the_set_of_a_list_is_empty() {
    let all: Deferred<Vec<Outcome<i32, Set>>, ()> = list([Member::fail(Broken(1))]);
    assert_eq!(success_result_of(all).len(), 1);
}

#[test]
fn a_failure_in_a_list_is_in_the_hands_of_whoever_takes_it() {
    let watch = unhandled::watch();
    let ([a], [member]) = pending();
    let all = members([member]).list();
    a.fail(Broken(1));
    drop(success_result_of(all));
    watch.assert_nothing();
}

#[test]
fn case_38_a_list_sees_what_the_callbacks_made_that_a_member_had_before() {
    let (resolver, member) = Deferred::<i32, (Broken,)>::pending();
    let all = list([member.catch(|broken: Broken| broken.0 + 1), succeed(7)]);
    resolver.fail(Broken(1));
    let values: Vec<_> =
        success_result_of(all).into_iter().map(|outcome: Outcome<i32>| outcome.ok()).collect();
    assert_eq!(values, [Some(2), Some(7)]);
}

#[test]
fn a_list_can_be_listed() {
    let lists = list([list([Member::succeed(1)]), list([Member::fail(Broken(2))])]);
    let inner = success_result_of(lists).into_iter().flatten().flatten();
    let inner: Vec<_> =
        inner.map(|outcome| outcome.map_err(|failure: Failure<Set>| broken(&failure))).collect();
    assert_eq!(inner, [Ok(1), Err(Some(2))]);
}
