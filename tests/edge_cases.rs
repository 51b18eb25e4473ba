//! Twisted's edge cases 1 to 20, by their numbers: what is the same here, and what is better.
//!
//! Cases that do not compile here (3, 5, 13, 14) are in `ui-tests/mistakes`, with their numbers; those from 21 on
//! are in `cancel`, `time`, `several`, `primitives`, `failure` and `awaiting`.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Deferred, Resolver, chain, fail, succeed, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, PartialEq)]
struct Bad(i32);

/// What was called, in order.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<&'static str>>>);

impl Log {
    fn note(&self, what: &'static str) {
        self.0.borrow_mut().push(what);
    }

    fn taken(&self) -> Vec<&'static str> {
        self.0.take()
    }
}

fn pending() -> (Resolver<i32, (Bad,)>, Deferred<i32, (Bad,)>) {
    Deferred::pending()
}

#[test]
fn case_1_succeed_is_the_same_as_made_then_fired() {
    let (resolver, fired) = Deferred::<i32>::pending();
    resolver.succeed(7);
    for d in [succeed(7), fired] {
        assert!(d.is_ready());
        assert_eq!(success_result_of(chain! { d; then |n| n + 1 }), 8);
    }
}

#[test]
fn case_2_a_callback_added_to_a_fired_one_runs_before_the_add_returns() {
    let log = Log::default();
    let (first, second) = (log.clone(), log.clone());
    let d = succeed(1).map(move |n| {
        first.note("first");
        n + 1
    });
    log.note("added");
    let d = d.map(move |n| {
        second.note("second");
        n * 10
    });
    assert_eq!(log.taken(), ["first", "added", "second"]);
    assert_eq!(success_result_of(d), 20, "the next sees what the one before returned");
}

#[test]
fn case_4_firing_another_one_inside_a_callback_nests() {
    let log = Log::default();
    let [d1a, d1b, d2a] = [(); 3].map(|()| log.clone());
    let (first, d1) = Deferred::<()>::pending();
    let (second, d2) = Deferred::<()>::pending();
    chain! { d2; then move |()| d2a.note("d2a") }.detach();
    let d1 = chain! {
        d1;
        then move |()| {
            d1a.note("d1a");
            second.succeed(());
        },
        then move |()| d1b.note("d1b"),
    };
    first.succeed(());
    success_result_of(d1);
    assert_eq!(log.taken(), ["d1a", "d2a", "d1b"]);
}

#[test]
fn case_6_an_error_passes_a_callback_without_an_errback() {
    let (resolver, d) = pending();
    let d = chain! { d; then |n| n + 100, catch |bad: Bad| bad.0 };
    resolver.resolve(Err(deferred::Failure::new(Bad(3))));
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn case_7_an_errback_that_raises_keeps_what_it_replaced() {
    let d = chain! { fail::<i32, _>(Bad(1)); catch |_: Bad| Err("worse") };
    let failure = failure_result_of(d);
    assert!(failure.is::<&str>());
    let cause = failure.cause().expect("the prior error is not lost");
    assert!(cause.type_name().ends_with("Bad"));
}

#[test]
fn case_9_a_callback_or_an_errback_may_give_one_that_waits() {
    let (value, later) = pending();
    let d = chain! { succeed(0); then |_| later };
    let d = assert_no_result(d);
    value.succeed(4);
    assert_eq!(success_result_of(d), 4);

    let (error, later) = pending();
    let d = chain! { fail::<i32, _>("bang!"); catch |_: &str| later };
    let d = assert_no_result(d);
    error.fail(Bad(5));
    assert_eq!(failure_result_of(d).only(), Bad(5));
}

#[test]
fn case_10_a_fired_inner_one_is_taken_at_once_and_reports_nothing_itself() {
    let watch = unhandled::watch();
    let d = chain! { succeed(0); then |_| fail::<i32, _>(Bad(6)) };
    assert_eq!(failure_result_of(d).only(), Bad(6));
    watch.assert_nothing();
}

#[test]
fn case_11_what_waits_for_what_waits_fires_from_the_inside() {
    let log = Log::default();
    let [in_a, in_b, in_c] = [(); 3].map(|()| log.clone());
    let (fire_c, c) = Deferred::<i32>::pending();
    let c = c.inspect(move |_| in_c.note("c"));
    let b = chain! { succeed(()); then |()| c, inspect move |_| in_b.note("b") };
    let a = chain! { succeed(()); then |()| b, inspect move |_| in_a.note("a") };
    fire_c.succeed(1);
    assert_eq!(log.taken(), ["c", "b", "a"]);
    assert_eq!(success_result_of(a), 1);
}

#[test]
fn case_12_callbacks_that_the_inner_one_had_transform_the_value_first() {
    let (resolver, inner) = Deferred::<i32>::pending();
    let inner = inner.map(|n| n * 2);
    let outer = chain! { succeed(()); then |()| inner, then |n| n + 1 };
    resolver.succeed(10);
    assert_eq!(success_result_of(outer), 21);
}

#[test]
fn case_15_no_length_of_links_overflows() {
    std::thread::Builder::new()
        .stack_size(256 * 1024)
        .spawn(|| {
            let (first, mut d) = Deferred::<u32>::pending();
            for _ in 0..200_000 {
                let (next, chained) = Deferred::pending();
                d.chain_into(next);
                d = chained;
            }
            first.succeed(7);
            assert_eq!(success_result_of(d), 7);

            let fired = (0..200_000).fold(succeed(0_u32), |d, _| chain! { d; then |n| succeed(n + 1) });
            assert_eq!(success_result_of(fired), 200_000);
        })
        .expect("a thread can be made")
        .join()
        .expect("it does not overflow");
}

#[test]
fn case_16_only_a_final_failure_is_reported_and_when_the_last_one_goes() {
    let watch = unhandled::watch();
    let (resolver, d) = pending();
    resolver.fail(Bad(1));
    let handled = chain! { d; catch |bad: Bad| bad.0 };
    drop(handled);
    let (resolver, d) = pending();
    resolver.fail(Bad(2));
    drop(d);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Bad(2)"));
}

#[test]
fn case_17_what_is_handled_later_or_chained_away_or_answered_with_one_that_waits_is_not_reported() {
    let watch = unhandled::watch();
    let later = fail::<i32, _>(Bad(1));
    success_result_of(chain! { later; catch |bad: Bad| bad.0 });

    let (target, end) = pending();
    fail(Bad(2)).chain_into(target);
    success_result_of(chain! { end; catch |bad: Bad| bad.0 });

    let (_resolver, waits) = Deferred::<i32>::pending();
    drop(chain! { fail::<i32, _>(Bad(3)); catch |_: Bad| waits });
    watch.assert_nothing();
}

#[test]
fn case_18_chaining_moves_the_duty_so_there_is_one_report() {
    let watch = unhandled::watch();
    let (resolver, d) = pending();
    let (target, end) = pending();
    d.chain_into(target);
    resolver.fail(Bad(1));
    drop(end);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn case_19_what_is_never_fired_is_abandoned_and_says_where_it_was_made() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    let line = line!() - 1;
    let d = d.map(|n| n + 1);
    drop(resolver);
    drop(d);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains(&format!("edge_cases.rs:{line}:")), "{}", reports[0]);

    let (resolver, d) = Deferred::<i32, (Abandoned,)>::pending();
    drop(resolver);
    assert_eq!(failure_result_of(d).only(), Abandoned);
}

#[test]
fn case_20_what_failed_while_paused_and_is_dropped_is_reported() {
    let watch = unhandled::watch();
    let (pause, d) = fail::<i32, _>(Bad(1)).paused();
    drop(d);
    drop(pause);
    assert_eq!(watch.finish().len(), 1);
}
