//! The first value, when the others are told to end.

use super::{Broken, Fires, Log, Member, Set, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{AllFailed, Cancelled, Deferred, TestClock, TimedOut, chain, members, race, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[test]
fn case_30_a_race_of_nothing_has_a_result() {
    let all = failure_result_of(race(Vec::<Member>::new())).trap::<AllFailed<Set>, _>().unwrap();
    assert!(all.failures.is_empty());
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
    let all = failure_result_of(first).trap::<AllFailed<Set>, _>().unwrap();
    assert_eq!(all.failures.iter().map(broken).collect::<Vec<_>>(), [Some(1), Some(2)]);
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

#[test]
fn a_race_is_cancelled_as_it_stands_and_comes_to_cancelled() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let raced = race([first, second]);
    raced.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(failure_result_of(raced).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_race_that_is_cancelled_hides_no_other_failure() {
    let watch = unhandled::watch();
    let ([a], [first]) = pending();
    let (_b, second) = Member::cancellable_with(|| Err::<i32, _>(Broken(2)));
    let (_c, third) = Member::pending();
    let raced = race([first, second, third]);
    a.fail(Broken(1));
    raced.cancel();
    let all = failure_result_of(raced).trap::<AllFailed<Set>, _>().unwrap();
    assert_eq!(all.failures.iter().map(broken).collect::<Vec<_>>(), [Some(1), Some(2), None]);
    watch.assert_nothing();
}

#[test]
fn a_race_of_which_none_ends_by_the_cancel_tells_how_they_ended() {
    let (_a, first) = Member::cancellable_with(|| Err::<i32, _>(Broken(1)));
    let raced = race([first]);
    raced.cancel();
    let all = failure_result_of(raced).trap::<AllFailed<Set>, _>().unwrap();
    assert_eq!(all.failures.iter().map(broken).collect::<Vec<_>>(), [Some(1)]);
}

#[test]
fn a_value_that_comes_of_cancelling_a_race_is_its_result() {
    let (_a, first) = Member::cancellable_with(|| Ok::<_, Broken>(7));
    let raced = race([first, Member::pending().1]);
    raced.cancel();
    assert_eq!(success_result_of(raced), (0, 7));
}

#[test]
fn a_race_has_a_timeout() {
    let clock = TestClock::new();
    let ([_a, _b], racing) = pending();
    let raced: Deferred<_, (AllFailed<Set>, Cancelled, TimedOut)> =
        race(racing).timeout(&clock, std::time::Duration::from_secs(1));
    clock.advance(std::time::Duration::from_secs(1));
    assert!(failure_result_of(raced).is::<TimedOut>());
}
