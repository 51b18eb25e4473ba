//! Which of several is cancelled when one waits for another.

use super::{Broken, Log, Stoppable, noting};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Resolver, chain, fail, gather, list, succeed, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn case_25_only_the_inner_canceller_runs() {
    let log = Log::default();
    let (outer_resolver, outer) = noting(&log, "outer");
    let (_inner_resolver, inner) = noting(&log, "inner");
    let d = chain! { outer; then |_| inner };
    outer_resolver.succeed(1);
    d.cancel();
    assert_eq!(log.taken(), ["inner"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_25_before_the_source_fires_it_is_the_source_that_is_asked() {
    let log = Log::default();
    let (outer_resolver, outer) = noting(&log, "outer");
    let (_inner_resolver, inner) = noting(&log, "inner");
    let d = chain! { outer; then |_| inner };
    d.cancel();
    assert_eq!(log.taken(), ["outer"]);
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(outer_resolver.is_cancelled());
}

#[test]
fn case_25_the_innermost_of_many_is_asked() {
    let log = Log::default();
    let (first, d) = noting(&log, "first");
    let (second, inner) = noting(&log, "second");
    let (_third, innermost) = noting(&log, "third");
    let inner = chain! { inner; then |_| innermost, then |n| n + 1 };
    let d = chain! { d; then |_| inner, then |n| n + 1 };
    first.succeed(0);
    second.succeed(0);
    d.cancel();
    assert_eq!(log.taken(), ["third"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn the_rest_of_the_chain_sees_the_cancel() {
    let log = Log::default();
    let (resolver, source) = Stoppable::<i32>::pending();
    let (_inner_resolver, inner) = Stoppable::<i32>::pending();
    let stop = source.cancel_handle();
    let (a, b) = (log.clone(), log.clone());
    let d = chain! {
        source;
        then |_| inner,
        then move |n| { a.note("not run"); n },
        catch move |_: Cancelled| { b.note("caught"); 2 },
        catch |_: Broken| 3,
    };
    resolver.succeed(1);
    stop.cancel();
    assert_eq!(log.taken(), ["caught"]);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_handler_of_the_cancel_may_wait_and_be_cancelled_in_turn() {
    let log = Log::default();
    let (_a, source) = noting(&log, "source");
    let (_b, cleanup) = noting(&log, "cleanup");
    let d = chain! { source; catch |_: Cancelled| cleanup };
    d.cancel();
    assert_eq!(log.taken(), ["source"]);
    let d = assert_no_result(d);
    d.cancel();
    assert_eq!(log.taken(), ["cleanup"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn what_cannot_be_cancelled_is_waited_for_and_the_next_gets_the_cancel() {
    let log = Log::default();
    let (first, source) = Stoppable::<i32>::pending();
    let (save, saved) = Deferred::<i32, (Broken,)>::pending();
    let (_third, last) = noting(&log, "last");
    let d = chain! { source; then |_| saved, then |_| last };
    first.succeed(1);
    d.cancel();
    let d = assert_no_result(d);
    save.succeed(2);
    assert_eq!(log.taken(), ["last"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_is_taken_up_once() {
    let log = Log::default();
    let (first, source) = Stoppable::<i32>::pending();
    let (save, saved) = Deferred::<i32>::pending();
    let (_third, next) = noting(&log, "next");
    let (fourth, last) = noting(&log, "last");
    let d = chain! { source; then |_| saved, then |_| next, catch |_: Cancelled| last };
    let outer = chain! { succeed(()); then |()| d };
    first.succeed(1);
    outer.cancel();
    save.succeed(2);
    assert_eq!(log.taken(), ["next"]);
    fourth.succeed(9);
    assert_eq!(success_result_of(outer), 9);
}

#[test]
fn a_cancel_that_nothing_can_take_leaves_the_value() {
    let (first, source) = Stoppable::<i32>::pending();
    let (save, saved) = Deferred::<i32>::pending();
    let d = chain! { source; then |_| saved };
    first.succeed(1);
    d.cancel();
    save.succeed(2);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn case_26_a_cancel_crosses_chain_into() {
    let log = Log::default();
    let (_resolver, inner) = noting(&log, "inner");
    let (target, outer) = noting(&log, "outer");
    inner.chain_into(target);
    outer.cancel();
    assert_eq!(log.taken(), ["inner"]);
    assert!(failure_result_of(outer).is::<Cancelled>());
}

#[test]
fn case_26_what_is_chained_into_a_cancelled_one_is_cancelled() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (resolver, inner) = noting(&log, "inner");
    let (target, outer) = noting(&log, "outer");
    outer.cancel();
    inner.chain_into(target);
    assert_eq!(log.taken(), ["outer", "inner"]);
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(outer).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_loop_is_cancelled_where_it_is() {
    type Waits = Rc<RefCell<Vec<Resolver<bool, (Cancelled,)>>>>;
    fn again(turn: u32, waits: Waits) -> Deferred<u32, (Cancelled,)> {
        let (resolver, done) = Deferred::pending();
        waits.borrow_mut().push(resolver);
        chain! { done; then move |done| if done { Deferred::succeed(turn) } else { again(turn + 1, waits) } }
    }
    let waits = Waits::default();
    let d = again(0, waits.clone());
    for _ in 0..1000 {
        let resolver = waits.borrow_mut().pop().unwrap();
        resolver.succeed(false);
    }
    d.cancel();
    assert!(waits.borrow_mut().pop().unwrap().is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn stages_attached_one_by_one_are_all_reached() {
    let (resolver, d) = Stoppable::<i32>::pending();
    let (_inner, waited) = Stoppable::<i32>::pending();
    let d = d.then(move |_| waited);
    resolver.succeed(1);
    let d = d.map(|n| n + 1);
    let d = d.then(|n| if n > 0 { Ok(n) } else { Err(Broken) });
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_of_what_failed_already_does_nothing() {
    let d: Deferred<i32, (Cancelled, Broken)> = fail::<i32, _>(Broken).raises_at_most();
    d.cancel();
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn case_36_cancelling_what_waits_for_a_list_cancels_each_member() {
    let log = Log::default();
    let (_a, first) = noting(&log, "first");
    let (_b, second) = noting(&log, "second");
    let (start, source) = Stoppable::<()>::pending();
    let d = chain! { source; then move |()| list([first, second]) };
    start.succeed(());
    d.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(success_result_of(d).iter().all(Result::is_err));
}

#[test]
fn case_36_cancelling_a_gathering_cancels_each_member() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = noting(&log, "first");
    let (_b, second) = noting(&log, "second");
    let all = gather([first, second]);
    all.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing(); // the second's came when the first had ended the gathering, but it was asked for
}

#[test]
fn a_cancel_that_is_noted_twice_is_taken_up() {
    let (first, d) = Deferred::<()>::pending();
    let (next, waits) = Deferred::<(), (Cancelled,)>::pending();
    let d = chain! { d; then move |()| waits };
    d.cancel();
    d.cancel();
    first.succeed(());
    assert!(next.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}
