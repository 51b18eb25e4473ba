//! A cancel that comes while a callback runs.

use super::{Log, Stoppable, noting};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Deferred, chain};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Fires a pair from within a pair from within ... and goes on at the bottom, where what is fired is queued.
fn where_the_stack_is_deep(bottom: Box<dyn FnOnce()>) {
    let ran = Rc::new(Cell::new(false));
    let (probe, probed) = Deferred::<()>::pending();
    let runs = ran.clone();
    probed.map(move |()| runs.set(true)).detach();
    probe.succeed(());
    if !ran.get() {
        return bottom();
    }
    let (resolver, d) = Deferred::<()>::pending();
    chain! { d; then move |()| where_the_stack_is_deep(bottom) }.detach();
    resolver.succeed(());
}

#[test]
fn case_26_a_cancel_in_a_running_callback_gets_what_it_waits_for_next() {
    let log = Log::default();
    let (resolver, source) = Stoppable::<i32>::pending();
    let (_inner, next) = noting(&log, "next");
    let stop = source.cancel_handle();
    let d = chain! { source; then move |_| { stop.cancel(); next } };
    resolver.succeed(1);
    assert_eq!(log.taken(), ["next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_in_a_running_callback_of_the_last_stage_leaves_its_value() {
    let (resolver, source) = Stoppable::<i32>::pending();
    let stop = source.cancel_handle();
    let d = chain! { source; then move |n| { stop.cancel(); n + 1 } };
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_cancel_from_the_end_of_the_chain_reaches_a_running_link() {
    let log = Log::default();
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let (resolver, source) = Stoppable::<i32>::pending();
    let (second, middle) = Stoppable::<i32>::pending();
    let (_inner, next) = noting(&log, "next");
    let from_within = stop.clone();
    let middle = chain! { middle; then move |_| { from_within.borrow().cancel(); 1 } };
    let d = chain! { source; then |_| middle, then |_| next };
    stop.replace(d.cancel_handle());
    resolver.succeed(1);
    let d = assert_no_result(d);
    second.succeed(2);
    assert_eq!(log.taken(), ["next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
#[cfg_attr(miri, ignore = "what is on the stack has any address there, so it is never seen to be deep")]
fn a_cancel_while_the_value_is_queued_is_kept() {
    let log = Log::default();
    let (resolver, source) = Stoppable::<i32>::pending();
    let (_inner, next) = noting(&log, "next");
    let seen = log.clone();
    let d = chain! { source; then move |_| { seen.note("ran"); next } };
    let stop = d.cancel_handle();
    let before = log.clone();
    where_the_stack_is_deep(Box::new(move || {
        resolver.succeed(1);
        stop.cancel();
        before.note("cancelled");
    }));
    assert_eq!(log.taken(), ["cancelled", "ran", "next"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
#[cfg_attr(miri, ignore = "what is on the stack has any address there, so it is never seen to be deep")]
fn a_cancel_where_the_stack_is_deep_is_carried_out_later() {
    let (resolver, d) = Stoppable::<i32>::pending();
    let stop = d.cancel_handle();
    where_the_stack_is_deep(Box::new(move || {
        stop.cancel();
        assert!(resolver.is_cancelled());
        drop(resolver);
    }));
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
#[cfg_attr(miri, ignore = "what is on the stack has any address there, so it is never seen to be deep")]
fn a_pair_that_is_dropped_and_then_cancelled_where_the_stack_is_deep_is_abandoned_once() {
    let watch = deferred::unhandled::watch();
    let (resolver, d) = Deferred::<i32, (Cancelled,)>::pending();
    let stop = d.cancel_handle();
    let d = chain! { d; then |n| n + 1 };
    where_the_stack_is_deep(Box::new(move || {
        drop(resolver);
        stop.cancel();
    }));
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1); // the drop was reported when it happened
}
