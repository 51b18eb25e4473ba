//! Callbacks that fire other members, drop the result, or panic.

use super::{Broken, Fires, Member, Set, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, Outcome, first_success, gather, join, list, race, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Two members: the first, when it comes, fires the second.
fn first_fires_second(fire: impl FnOnce(Fires) + 'static) -> (Fires, [Member; 2]) {
    let ([a, b], [first, second]) = pending();
    (a, [first.inspect(move |_| fire(b)), second])
}

#[test]
fn a_member_may_fire_another_before_it_arrives_itself() {
    let (a, both) = first_fires_second(|b| b.succeed(2));
    let all = gather(both);
    a.succeed(1);
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn a_member_may_make_another_fail_before_it_arrives_itself() {
    let (a, both) = first_fires_second(|b| b.fail(Broken(2)));
    let all = gather(both);
    a.succeed(1);
    assert_eq!(broken(&failure_result_of(all)), Some(2));
}

#[test]
fn a_member_may_make_another_win_and_be_cancelled_while_it_runs() {
    let watch = unhandled::watch();
    let (a, both) = first_fires_second(|b| b.succeed(2));
    let first = race(both);
    a.succeed(1);
    assert_eq!(success_result_of(first), (1, 2));
    watch.assert_nothing();
}

#[test]
fn members_that_fire_one_another_in_a_row_all_arrive() {
    const LEN: i32 = 10_000;
    let (mut next, mut all): (Option<Fires>, Vec<Member>) = (None, Vec::new());
    for n in 0..LEN {
        let (resolver, member) = Member::pending();
        let before = next.replace(resolver);
        all.push(member.inspect(move |_| before.into_iter().for_each(|before| before.succeed(n - 1))));
    }
    let all = gather(all);
    next.unwrap().succeed(LEN - 1);
    assert_eq!(success_result_of(all), (0..LEN).collect::<Vec<_>>());
}

#[test]
fn the_result_may_be_dropped_by_a_member() {
    let watch = unhandled::watch();
    type All = Deferred<Vec<i32>, Set>;
    let place = Rc::<RefCell<Option<All>>>::default();
    let drops = place.clone();
    let ([a, b], [first, second]) = pending();
    let first = first.inspect(move |_| drop(drops.take()));
    place.replace(Some(gather([first, second])));
    a.succeed(1);
    b.succeed(2);
    assert!(place.borrow().is_none());
    watch.assert_nothing();
}

#[test]
fn callbacks_of_the_result_may_fire_members_that_are_late() {
    let watch = unhandled::watch();
    let ([a, b], both) = pending();
    let late = Rc::new(RefCell::new(Some(b)));
    let fires = late.clone();
    let first = first_success(both).inspect(move |_| fires.take().unwrap().fail(Broken(2)));
    a.succeed(1);
    assert_eq!(success_result_of(first), (0, 1));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_callback_of_the_result_that_panics_does_so_into_whoever_fired_last() {
    let ([a, b], both) = pending();
    let all = list(both).map(|_: Vec<Outcome<i32, Set>>| -> () { panic!("the result") });
    a.succeed(1);
    assert!(catch_unwind(AssertUnwindSafe(|| b.succeed(2))).is_err());
    drop(assert_no_result(all));
}

#[test]
fn a_member_whose_callback_panics_never_arrives() {
    let watch = unhandled::watch();
    let ([a, b], [first, second]) = pending();
    let all = gather([first.inspect(|_| panic!("a member")), second]);
    assert!(catch_unwind(AssertUnwindSafe(|| a.succeed(1))).is_err());
    b.succeed(2);
    drop(assert_no_result(all));
    assert_eq!(watch.finish().len(), 1, "the result is abandoned");
}

#[test]
fn a_value_that_panics_when_it_is_dropped_does_not_keep_the_result_back() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let (a, first) = Deferred::<Panics, (Broken,)>::pending();
    let (b, second) = Deferred::<Panics, (Broken,)>::pending();
    let all = gather([first, second]).map(|values| values.into_iter().for_each(std::mem::forget));
    a.succeed(Panics);
    assert!(catch_unwind(AssertUnwindSafe(|| b.fail(Broken(2)))).is_err());
    assert_eq!(failure_result_of(all).only(), Broken(2));
}

#[test]
fn a_member_of_a_tuple_may_fire_another_before_it_arrives_itself() {
    let (a, [first, second]) = first_fires_second(|b| b.succeed(2));
    let all = join!(first, second);
    a.succeed(1);
    assert_eq!(success_result_of(all), (1, 2));
}
