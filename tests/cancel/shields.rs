//! What keeps cancels away, and what lets go.

use super::{Broken, Log, Stoppable, noting};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, chain, unhandled};

#[test]
fn what_is_protected_goes_on() {
    let log = Log::default();
    let (save, saved) = Deferred::<i32, (Broken,)>::pending();
    let seen = log.clone();
    let saved = saved.inspect(move |_| seen.note("saved"));
    let watched: Stoppable<i32> = saved.protect();
    watched.cancel();
    assert!(failure_result_of(watched).is::<Cancelled>());
    save.succeed(1);
    assert_eq!(log.taken(), ["saved"]);
}

#[test]
fn what_is_protected_keeps_its_canceller_to_itself() {
    let log = Log::default();
    let (_resolver, d) = noting(&log, "asked");
    let watched: Stoppable<i32> = d.protect();
    watched.cancel();
    assert_eq!(log.taken(), [""; 0]);
    assert!(failure_result_of(watched).is::<Cancelled>());
}

#[test]
fn a_protected_result_goes_through() {
    let (save, saved) = Deferred::<i32>::pending();
    let watched: Deferred<i32, (Cancelled,)> = saved.protect();
    save.succeed(3);
    assert_eq!(success_result_of(watched), 3);
}

#[test]
fn a_late_failure_of_what_is_protected_is_reported() {
    let watch = unhandled::watch();
    let (save, saved) = Deferred::<i32, (Broken,)>::pending();
    let watched: Stoppable<i32> = saved.protect();
    watched.cancel();
    assert!(failure_result_of(watched).is::<Cancelled>());
    save.fail(Broken);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Broken"));
}

#[test]
fn an_uncancellable_one_is_waited_for() {
    let log = Log::default();
    let (commit, committed) = noting(&log, "asked");
    let committed = committed.uncancellable();
    committed.cancel();
    let committed = assert_no_result(committed);
    commit.succeed(7);
    assert_eq!(log.taken(), [""; 0]);
    assert_eq!(success_result_of(committed), 7);
}

#[test]
fn behind_an_uncancellable_stage_the_next_gets_the_cancel() {
    let log = Log::default();
    let (first, source) = Stoppable::<i32>::pending();
    let (commit, committed) = noting(&log, "commit");
    let (_last, next) = noting(&log, "next");
    let d = chain! { source; then |_| committed.uncancellable(), then |_| next };
    first.succeed(1);
    d.cancel();
    let d = assert_no_result(d);
    commit.succeed(2);
    assert_eq!(log.taken(), ["next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn an_uncancellable_failure_goes_through() {
    let (commit, committed) = Stoppable::<i32>::pending();
    let committed = committed.uncancellable();
    commit.fail(Broken);
    assert!(failure_result_of(committed).is::<Broken>());
}

#[test]
fn what_was_cancelled_stays_so_when_what_is_behind_it_is_abandoned() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    let watched: Deferred<i32, (Cancelled,)> = d.protect();
    watched.cancel();
    drop(resolver);
    assert!(failure_result_of(watched).is::<Cancelled>());
    assert_eq!(watch.finish().len(), 1); // the pair behind it
}
