//! Cancelling from elsewhere.

use super::{Log, Stoppable, noting};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Deferred, chain, list, unhandled};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn a_handle_cancels_what_has_moved_into_a_chain() {
    let log = Log::default();
    let (_resolver, d) = noting(&log, "asked");
    let stop = d.cancel_handle();
    let d = chain! { d; then |n| n + 1 };
    stop.cancel();
    assert_eq!(log.taken(), ["asked"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_handle_keeps_no_result_alive() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<Rc<()>>::pending();
    let stop = d.cancel_handle();
    let held = Rc::new(());
    resolver.succeed(held.clone());
    drop(d);
    assert_eq!(Rc::strong_count(&held), 1);
    stop.cancel();
    watch.assert_nothing();
}

#[test]
fn a_failure_is_reported_when_its_deferred_goes_whatever_handles_there_are() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<i32>::pending();
    let stop = d.cancel_handle();
    resolver.fail(super::Broken);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
    drop(stop);
}

#[test]
fn a_handle_outlives_both_sides() {
    let (resolver, d) = Stoppable::<i32>::pending();
    let stop = d.cancel_handle();
    let other = stop.clone();
    drop(d);
    drop(resolver);
    stop.cancel();
    drop(stop);
    other.cancel();
}

#[test]
fn a_handle_of_a_result_does_nothing() {
    let d = Deferred::<i32, (Cancelled,)>::succeed(1);
    d.cancel_handle().cancel();
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn a_handle_means_its_own_deferred_and_not_what_waits_for_it() {
    let log = Log::default();
    let (first, source) = noting(&log, "source");
    let source_handle = source.cancel_handle();
    // An outer chain waits for the first, and then for something else.
    let (outer, start) = Stoppable::<i32>::pending();
    let (_second, next) = noting(&log, "next");
    let d = chain! { start; then |_| source, then |_| next };
    outer.succeed(0);
    first.succeed(1);
    source_handle.cancel();
    assert_eq!(log.taken(), [""; 0]);
    d.cancel();
    assert_eq!(log.taken(), ["next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_handle_follows_what_its_deferred_waits_for_behind_other_links() {
    let log = Log::default();
    let (first, source) = noting(&log, "source");
    let (_second, inner) = noting(&log, "inner");
    let source = chain! { source; then |_| inner };
    let handle = source.cancel_handle();
    let (outer, start) = Stoppable::<i32>::pending();
    let d = chain! { start; then |_| source };
    outer.succeed(0);
    first.succeed(1); // the link in the middle would be left out now, were there no handle on it
    handle.cancel();
    assert_eq!(log.taken(), ["inner"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn several_handles_make_one_that_cancels_each() {
    let log = Log::default();
    let (_a, first) = noting(&log, "first");
    let (_b, second) = noting(&log, "second");
    let stop: CancelHandle = [first.cancel_handle(), second.cancel_handle()].into_iter().collect();
    stop.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(success_result_of(list([first, second])).iter().all(Result::is_err));
}

#[test]
fn case_36_one_canceller_that_panics_does_not_keep_the_others_from_running() {
    let log = Log::default();
    let (_a, first) = Stoppable::<i32>::cancellable(|| panic!("first"));
    let (_b, second) = noting(&log, "second");
    let stop: CancelHandle = [first.cancel_handle(), second.cancel_handle()].into_iter().collect();
    let all = list([first, second]);
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| stop.cancel()));
    assert!(panic.is_err());
    assert_eq!(log.taken(), ["second"]);
    assert!(success_result_of(all).iter().all(Result::is_err));
}

#[test]
fn a_guard_cancels_when_it_goes() {
    let (_resolver, d) = Stoppable::<i32>::pending();
    drop(d.cancel_handle().on_drop());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_disarmed_guard_does_not() {
    let (resolver, d) = Stoppable::<i32>::pending();
    let handle = d.cancel_handle().on_drop().disarm();
    resolver.succeed(2);
    handle.cancel();
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_handle_that_was_doubled_again_and_again_cancels_once_and_at_once() {
    let asked = Rc::new(Cell::new(0));
    let noted = asked.clone();
    let (first, next) = Deferred::<u8, (Cancelled,)>::cancellable_with(move || {
        noted.set(noted.get() + 1);
        Ok::<u8, Cancelled>(1)
    });
    let (second, waits) = Deferred::<u8, (Cancelled,)>::pending();
    let d = chain! { next; then |_| waits };
    let mut stop = d.cancel_handle();
    for _ in 0..1_000 {
        stop = [stop.clone(), stop].into_iter().collect();
    }
    stop.cancel();
    // A second cancel would have gone to what is waited for now.
    assert_eq!(asked.get(), 1);
    assert!(!second.is_cancelled());
    drop(first);
    second.succeed(7);
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn a_doubled_handle_of_another_thread_cancels_once_and_at_once() {
    let (first, d) = deferred::threads::pending::<u8, (Cancelled,)>();
    let mut stop = d.cancel_handle();
    for _ in 0..1_000 {
        stop = [stop.clone(), stop].into_iter().collect();
    }
    stop.cancel();
    assert!(first.is_cancelled());
    assert!(success_result_of(d.map(|_| false).catch(|_: Cancelled| true)));
}
