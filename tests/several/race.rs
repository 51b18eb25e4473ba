//! The first value, when the others are told to end.

use super::{Broken, Fires, Log, Member, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, chain, members, race, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[test]
fn case_30_a_race_of_nothing_has_a_result() {
    assert!(failure_result_of(race(Vec::<Member>::new())).only().failures().is_empty());
}

#[test]
fn case_37_the_losers_are_cancelled_once_and_the_winner_never() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (b, second) = log.pair("second");
    let (_c, third) = log.pair("third");
    let first = race([first, second, third]);
    b.succeed(2);
    assert_eq!(log.taken(), ["first", "third"]);
    assert_eq!(success_result_of(first), (1, 2));
    watch.assert_nothing();
}

#[test]
fn case_37_the_losers_are_cancelled_before_the_result_is_there() {
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let notes = log.clone();
    let first = race([first, second]).inspect(move |_| notes.note("result"));
    a.succeed(1);
    assert_eq!(log.taken(), ["second", "result"]);
    assert_eq!(success_result_of(first), (0, 1));
}

#[test]
fn case_37_when_all_fail_it_has_the_failures_by_index_and_cancels_nobody() {
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (b, second) = log.pair("second");
    let first = race([first, second]);
    b.fail(Broken(2));
    let first = assert_no_result(first);
    a.fail(Broken(1));
    let all = failure_result_of(first).only();
    assert_eq!(all.failures().iter().map(broken).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(log.taken().is_empty());
}

#[test]
fn a_value_that_is_there_already_wins_and_those_behind_it_are_cancelled_too() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_c, third) = log.pair("third");
    let first = race([first, Member::succeed(2), third]);
    assert_eq!(log.taken(), ["first", "third"]);
    assert_eq!(success_result_of(first), (1, 2));
    watch.assert_nothing();
}

#[test]
fn of_two_that_are_there_already_the_first_wins() {
    assert_eq!(success_result_of(race([Member::succeed(1), Member::succeed(2)])), (0, 1));
}

#[test]
fn a_loser_that_fails_otherwise_when_it_is_cancelled_is_late() {
    let log = Log::default();
    let (a, first) = Member::pending();
    let (_b, second) = Member::cancellable_with(|| Err::<i32, _>(Broken(2)));
    let first = members([first, second]).late(log.sink()).race();
    a.succeed(1);
    assert_eq!(log.taken(), ["1: 2"]);
    assert_eq!(success_result_of(first), (0, 1));
}

#[test]
fn a_loser_that_has_a_value_when_it_is_cancelled_does_not_win() {
    let (a, first) = Member::pending();
    let (_b, second) = Member::cancellable_with(|| Ok::<_, Broken>(2));
    let first = race([first, second]);
    a.succeed(1);
    assert_eq!(success_result_of(first), (0, 1));
}

#[test]
fn a_canceller_that_fires_the_next_loser_does_not_change_the_winner() {
    let next: Rc<RefCell<Option<Fires>>> = Rc::default();
    let fires = next.clone();
    let (a, first) = Member::pending();
    let (_b, second) = Member::cancellable(move || fires.take().unwrap().succeed(3));
    let (c, third) = Member::pending();
    next.replace(Some(c));
    let first = race([first, second, third]);
    a.succeed(1);
    assert_eq!(success_result_of(first), (0, 1));
}

#[test]
fn a_canceller_that_panics_keeps_neither_the_others_nor_the_result_back() {
    let log = Log::default();
    let (a, first) = Member::pending();
    let (_b, second) = Member::cancellable(|| panic!("second"));
    let (_c, third) = log.pair("third");
    let first = race([first, second, third]);
    assert!(catch_unwind(AssertUnwindSafe(|| a.succeed(1))).is_err());
    assert_eq!(log.taken(), ["third"]);
    assert_eq!(success_result_of(first), (0, 1));
}

#[test]
fn a_loser_is_cancelled_where_it_waits() {
    let log = Log::default();
    let (source, start) = Member::pending();
    let (_inner, waits) = log.pair("inner");
    let loser = chain! { start; then move |_| waits };
    let ([a], [winner]) = pending();
    source.succeed(0);
    let first = race([loser, winner]);
    a.succeed(1);
    assert_eq!(log.taken(), ["inner"]);
    assert_eq!(success_result_of(first), (1, 1));
}

#[test]
fn a_loser_that_cannot_end_now_goes_on_and_its_failure_is_late() {
    let watch = unhandled::watch();
    let (save, saved) = Member::pending();
    let ([a], [winner]) = pending();
    let first = race([saved.uncancellable(), winner]);
    a.succeed(1);
    assert_eq!(success_result_of(first), (1, 1));
    save.fail(Broken(2));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn only_what_can_be_cancelled_is_needed_to_race() {
    let (a, first) = Deferred::<u8, (Cancelled,)>::pending();
    let (_b, second) = Deferred::<u8, (Cancelled,)>::pending();
    let first = race([first, second]);
    a.succeed(1);
    assert_eq!(success_result_of(first), (0, 1));
}
