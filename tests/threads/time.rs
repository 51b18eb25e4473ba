//! Clocks that call on another thread.

use crate::gong::Gong;
use crate::meeting::ROUNDS;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::threads::{self, Deferred};
use deferred::{Cancelled, TimedOut, chain, unhandled};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_timeout_cancels_from_the_clocks_thread() {
    let gong = Gong::default();
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    let d: Deferred<u32, (Cancelled, TimedOut)> = d.timeout(&gong, SECOND);
    let d = chain! { d; then |_| thread::current().id(), catch |_: TimedOut| thread::current().id() };
    gong.strike();
    assert!(resolver.is_cancelled());
    assert_ne!(success_result_of(d), thread::current().id());
}

#[test]
fn what_comes_in_time_takes_the_timer_away() {
    let gong = Gong::default();
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    let (other_resolver, other) = threads::pending::<u32, ()>();
    let d = chain! { d; timeout(&gong, SECOND), then |n| n + 1 };
    let other: Deferred<u32, (TimedOut,)> = other.give_up_after(&gong, SECOND);
    assert_eq!(gong.len(), 2);
    thread::spawn(move || resolver.succeed(1)).join().unwrap();
    thread::spawn(move || other_resolver.succeed(1)).join().unwrap();
    assert_eq!(gong.len(), 0);
    assert_eq!((success_result_of(d), success_result_of(other)), (2, 1));
}

#[test]
fn a_timeout_of_a_chain_is_a_stage() {
    let gong = Gong::default();
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    let d: Deferred<u32, (Cancelled,)> = chain! { d; then |n| n + 1, timeout(&gong, SECOND), catch |late: TimedOut| late.after.as_secs() as u32 + 40 };
    gong.strike();
    assert!(resolver.is_cancelled());
    assert_eq!(success_result_of(d), 41);
}

#[test]
fn a_handler_is_given_what_came_of_the_timeout() {
    let gong = Gong::default();
    let (_resolver, d) = threads::cancellable_with::<u32, (Cancelled,), _, _, _>(|| Ok::<_, Cancelled>(17));
    let d: Deferred<u32, (Cancelled,)> =
        d.timeout_with(&gong, SECOND, |outcome, _| outcome.map(|so_far| so_far + 1));
    gong.strike();
    assert_eq!(success_result_of(d), 18);
}

#[test]
fn what_is_given_up_goes_on() {
    let watch = unhandled::watch();
    let gong = Gong::default();
    let (resolver, d) = threads::pending::<u32, ()>();
    let d: Deferred<u32, (TimedOut,)> = d.give_up_after(&gong, SECOND);
    gong.strike();
    assert_eq!(failure_result_of(d).only().after, SECOND);
    assert!(!resolver.is_cancelled());
    resolver.succeed(1);
    watch.assert_nothing();
}

#[test]
fn the_result_or_the_time_is_first_and_the_other_is_late() {
    let watch = unhandled::watch();
    for _ in 0..ROUNDS {
        let gong = Gong::default();
        let (resolver, d) = threads::pending::<u32, ()>();
        let d: Deferred<u32, (TimedOut,)> = d.give_up_after(&gong, SECOND);
        let start = Arc::new(Barrier::new(2));
        let ready = start.clone();
        let firing = thread::spawn(move || {
            ready.wait();
            resolver.succeed(1);
        });
        let call = gong.take_call();
        start.wait();
        call();
        let ended = d.is_ready();
        firing.join().unwrap();
        let shown = chain! { d; catch |_: TimedOut| 0 };
        assert!(success_result_of(shown) <= 1);
        assert!(ended || gong.len() == 0);
    }
    watch.assert_nothing();
}

#[test]
fn a_wait_ends_on_the_clocks_thread() {
    let gong = Gong::default();
    let tea = chain! { threads::later(&gong, SECOND); then |()| thread::current().id() };
    let called: Deferred<u32, (Cancelled,)> = threads::defer_later(&gong, SECOND, || 42);
    let (tea, called) = (assert_no_result(tea), assert_no_result(called));
    gong.strike();
    assert_ne!(success_result_of(tea), thread::current().id());
    assert_eq!(success_result_of(called), 42);
}

#[test]
fn a_cancelled_wait_takes_its_timer_away() {
    let gong = Gong::default();
    let tea = threads::later(&gong, SECOND);
    let stop = tea.cancel_handle();
    thread::spawn(move || stop.cancel()).join().unwrap();
    assert_eq!(gong.len(), 0);
    assert!(failure_result_of(tea).is::<Cancelled>());
}
