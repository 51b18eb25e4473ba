//! `paused`: nothing goes on while the guard lives.

use crate::Broken;
use deferred::testing::{assert_no_result, success_result_of};
use deferred::{Cancelled, Deferred, chain, fail, succeed, unhandled};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn case_8_a_failed_one_that_is_paused_runs_no_errback_until_it_goes_on() {
    let (pause, d) = fail::<u32, _>(Broken(1)).paused();
    let d = assert_no_result(chain! { d; catch |Broken(n): Broken| n });
    drop(pause);
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn case_8_pausing_and_going_on_before_it_fires_is_harmless() {
    let (resolver, d) = Deferred::<u32>::pending();
    let (pause, d) = d.paused();
    drop(pause);
    let d = assert_no_result(d.map(|n| n + 1));
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn case_8_it_may_fire_while_it_is_paused() {
    let (resolver, d) = Deferred::<u32>::pending();
    let (pause, d) = d.paused();
    resolver.succeed(1);
    let d = assert_no_result(d);
    drop(pause);
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn case_8_paused_twice_it_waits_for_both_guards() {
    let (first, d) = succeed(1).paused();
    let (second, d) = d.paused();
    drop(first);
    let d = assert_no_result(d);
    drop(second);
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn case_20_failed_while_paused_then_dropped_it_is_reported() {
    let watch = unhandled::watch();
    let (pause, d) = fail::<u32, _>(Broken(1)).paused();
    drop(d);
    drop(pause);
    assert_eq!(watch.finish().len(), 1);

    let watch = unhandled::watch();
    let (pause, d) = fail::<u32, _>(Broken(1)).paused();
    drop(pause);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn callbacks_before_the_pause_run() {
    let ran = Rc::new(Cell::new(false));
    let runs = ran.clone();
    let (resolver, d) = Deferred::<()>::pending();
    let (pause, d) = d.map(move |()| runs.set(true)).paused();
    resolver.succeed(());
    assert!(ran.get());
    drop(pause);
    success_result_of(d);
}

#[test]
fn a_cancel_goes_to_what_is_paused() {
    let (resolver, d) = Deferred::<u32, (Cancelled,)>::cancellable_with(|| Ok::<_, Cancelled>(7));
    let (pause, d) = d.map(|n| n + 1).paused();
    d.cancel();
    assert!(resolver.is_cancelled());
    let d = assert_no_result(d);
    drop(pause);
    assert_eq!(success_result_of(d), 8);
}

#[test]
fn abandoned_while_paused_it_is_reported_once() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32>::pending();
    let (pause, d) = d.paused();
    drop(resolver);
    drop(pause);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}
