//! Failures that a result does not tell of.

use super::{Broken, Fires, Log, broken, pending};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{gather, members, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[test]
fn case_35_a_late_failure_is_reported_where_nothing_was_said() {
    let watch = unhandled::watch();
    let ([a, b], all) = pending();
    let all = gather(all);
    a.fail(Broken(1));
    drop(failure_result_of(all));
    b.fail(Broken(72));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Broken(72)"));
}

#[test]
fn case_35_a_late_failure_goes_to_the_sink_with_its_index() {
    let watch = unhandled::watch();
    let log = Log::default();
    let ([a, b, c], all) = pending();
    let all = members(all).late(log.sink()).gather();
    b.fail(Broken(2));
    c.fail(Broken(3));
    a.fail(Broken(1));
    assert_eq!(log.taken(), ["2: 3", "0: 1"]);
    assert_eq!(broken(&failure_result_of(all)), Some(2));
    watch.assert_nothing();
}

#[test]
fn case_35_a_late_failure_is_dropped_where_that_was_said() {
    let watch = unhandled::watch();
    let ([a, b], all) = pending();
    let all = members(all).drop_late().first_failure();
    a.fail(Broken(1));
    b.fail(Broken(2));
    assert_eq!(failure_result_of(all).only().index, 0);
    watch.assert_nothing();
}

#[test]
fn case_35_a_late_failure_is_not_lost_when_the_result_is_gone() {
    let log = Log::default();
    let ([a, b], all) = pending();
    let all = members(all).late(log.sink()).gather();
    a.fail(Broken(1));
    drop(failure_result_of(all));
    b.fail(Broken(2));
    assert_eq!(log.taken(), ["1: 2"]);
}

#[test]
fn a_late_value_is_dropped() {
    let log = Log::default();
    let ([a, b], all) = pending();
    let all = members(all).late(log.sink()).first_success();
    a.succeed(1);
    b.succeed(2);
    assert_eq!(success_result_of(all), (0, 1));
    assert!(log.taken().is_empty());
}

#[test]
fn a_failure_that_the_result_tells_of_is_not_late() {
    let log = Log::default();
    let ([a, b], all) = pending();
    let all = members(all).late(log.sink()).first_success();
    a.fail(Broken(1));
    b.fail(Broken(2));
    drop(failure_result_of(all));
    assert!(log.taken().is_empty());
}

#[test]
fn a_failure_that_comes_while_the_sink_runs_comes_after() {
    let log = Log::default();
    let next: Rc<RefCell<Option<Fires>>> = Rc::default();
    let ([a, b, c], all) = pending();
    let (notes, fires) = (log.clone(), next.clone());
    let all = members(all)
        .late(move |index, _| {
            notes.note(format!("{index} begins"));
            if let Some(resolver) = fires.take() {
                resolver.fail(Broken(3));
            }
            notes.note(format!("{index} ends"));
        })
        .gather();
    next.replace(Some(c));
    a.fail(Broken(1));
    b.fail(Broken(2));
    assert_eq!(log.taken(), ["1 begins", "1 ends", "2 begins", "2 ends"]);
    drop(failure_result_of(all));
}

#[test]
fn a_sink_that_panics_gets_the_next_all_the_same() {
    let log = Log::default();
    let notes = log.clone();
    let ([a, b, c], all) = pending();
    let all = members(all)
        .late(move |index, _| {
            notes.note(index.to_string());
            assert!(index != 1, "the sink");
        })
        .gather();
    a.fail(Broken(1));
    assert!(catch_unwind(AssertUnwindSafe(|| b.fail(Broken(2)))).is_err());
    c.fail(Broken(3));
    assert_eq!(log.taken(), ["1", "2"]);
    drop(failure_result_of(all));
}

#[test]
fn a_result_whose_callback_panics_does_not_lose_what_it_does_not_tell_of() {
    let watch = unhandled::watch();
    let ([a, b], all) = pending();
    let first = members(all).first_success().map(|_| panic!("the callback"));
    a.fail(Broken(71));
    assert!(catch_unwind(AssertUnwindSafe(|| b.succeed(2))).is_err());
    drop(first.map(|()| ()));
    let reports = watch.finish();
    assert!(reports.iter().any(|report| report.contains("Broken(71)")), "{reports:?}");
}

/// What members came to before the result was decided without it, by the sinks of failures and of values.
macro_rules! left_behind {
    ($method:ident $(($wanted:expr))?, $($come:ident),+) => {{
        let watch = unhandled::watch();
        let log = Log::default();
        let ([a, b, c], all) = pending();
        let values = log.clone();
        let several = members(all).late(log.sink()).late_values(move |index, n| values.note(format!("{index} = {n}")));
        let result = several.$method($($wanted)?);
        let [one, two, three] = [$(stringify!($come)),+];
        for (n, (resolver, come)) in (1..).zip([(a, one), (b, two), (c, three)]) {
            if come == "fails" { resolver.fail(Broken(n)) } else { resolver.succeed(n) }
        }
        assert!(result.is_ready(), "it is decided");
        let before = log.taken();
        drop(result);
        drop(watch.finish()); // of what the result tells of
        before
    }};
}

#[test]
fn what_came_before_the_result_and_is_not_in_it_is_late() {
    assert_eq!(left_behind!(gather, succeeds, succeeds, fails), ["0 = 1", "1 = 2"]);
    assert_eq!(left_behind!(first_failure, succeeds, fails, succeeds), ["0 = 1", "2 = 3"]);
    assert_eq!(left_behind!(first_success, fails, fails, succeeds), ["0: 1", "1: 2"]);
    assert_eq!(left_behind!(race, fails, fails, succeeds), ["0: 1", "1: 2"]);
    assert_eq!(left_behind!(some(2), succeeds, fails, fails), ["0 = 1"]);
    assert_eq!(left_behind!(some(2), succeeds, fails, succeeds), ["1: 2"]);
    assert_eq!(left_behind!(first_settled, succeeds, fails, succeeds), ["1: 2", "2 = 3"]);
    assert_eq!(left_behind!(list, succeeds, fails, succeeds), [""; 0]);
}

#[test]
fn a_late_cancelled_that_the_result_did_not_ask_for_is_a_failure() {
    let log = Log::default();
    let ([a, _b], all) = pending();
    let stop = all[1].cancel_handle();
    let all = members(all).late(log.sink()).gather();
    a.fail(Broken(1));
    stop.cancel();
    assert_eq!(log.taken(), ["1: cancelled"]);
    assert_eq!(broken(&failure_result_of(all)), Some(1));
}
