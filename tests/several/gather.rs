//! All values, or the first failure itself.

use super::{Broken, Member, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, chain, gather, succeed, unhandled};

#[test]
fn case_30_an_empty_gathering_has_its_result_at_once() {
    assert!(success_result_of(gather(Vec::<Member>::new())).is_empty());
}

#[test]
fn values_are_in_the_order_of_the_members() {
    let ([a, b], all) = pending();
    let all = gather(all);
    b.succeed(2);
    let all = assert_no_result(all);
    a.succeed(1);
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn the_first_failure_in_time_is_the_result_and_keeps_where_it_was_raised() {
    let ([_a, b, _c], all) = pending();
    let all = gather(all);
    let line = line!() + 1;
    b.fail(Broken(2));
    let failure = failure_result_of(all);
    assert_eq!(broken(&failure), Some(2));
    assert_eq!(failure.raised().line(), line);
}

#[test]
fn the_set_is_that_of_the_members() {
    let all = gather([Member::fail(Broken(1))]);
    let caught = chain! { all; then |values| values[0], catch |b: Broken| b.0 + 1, catch |_: Cancelled| 0 };
    assert_eq!(success_result_of(caught), 2);
}

#[test]
fn members_go_on_when_one_has_failed() {
    let ([a, b], [first, second]) = pending();
    let seen = std::rc::Rc::new(std::cell::Cell::new(0));
    let sees = seen.clone();
    let second = second.inspect(move |n| sees.set(*n));
    let all = gather([first, second]);
    a.fail(Broken(1));
    assert!(!b.is_cancelled());
    b.succeed(5);
    assert_eq!(seen.get(), 5);
    assert_eq!(broken(&failure_result_of(all)), Some(1));
}

#[test]
fn what_cannot_fail_gathers_to_what_cannot_fail() {
    let all: Deferred<Vec<u8>, ()> = gather([succeed(1), succeed(2)]);
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn a_gathering_that_nobody_takes_is_reported_if_it_fails() {
    let watch = unhandled::watch();
    let ([a], all) = pending();
    drop(gather(all));
    a.fail(Broken(1));
    assert_eq!(watch.finish().len(), 1);
}
