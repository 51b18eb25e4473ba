//! Where a chain ends, or is handed on: `detach`, `try_outcome`, `settled`, `chain_into`.

use crate::{A, B};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Deferred, Failure, chain, fail, succeed, unhandled};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn detach_lets_callbacks_run_that_nobody_waits_for() {
    let watch = unhandled::watch();
    let ran = Rc::new(Cell::new(0));
    let (first, second) = (ran.clone(), ran.clone());
    let (resolver, d) = Deferred::<u32>::pending();
    d.map(move |n| first.set(first.get() + n)).detach();
    chain! { succeed(10); then move |n| second.set(second.get() + n) }.detach();
    assert_eq!(ran.get(), 10);
    resolver.succeed(1);
    assert_eq!(ran.get(), 11);
    watch.assert_nothing();
}

#[test]
fn try_outcome_gives_the_outcome_or_the_deferred_back() {
    assert!(matches!(Deferred::<u32, (A,)>::succeed(1).try_outcome(), Ok(Ok(1))));
    assert!(matches!(fail::<u32, _>(A(1)).try_outcome(), Ok(Err(failure)) if failure.is::<A>()));
    let (resolver, d) = Deferred::<u32, (A,)>::pending();
    let d = d.try_outcome().expect_err("there is none yet");
    resolver.succeed(2);
    assert!(matches!(d.try_outcome(), Ok(Ok(2))));
}

#[test]
fn an_outcome_that_was_taken_is_in_hand() {
    let watch = unhandled::watch();
    drop(fail::<u32, _>(A(1)).try_outcome());
    watch.assert_nothing();
}

#[test]
fn settled_makes_a_deferred_of_an_outcome_which_is_in_flight_again() {
    assert_eq!(success_result_of(Deferred::<u32, (A,)>::settled(Ok(1))), 1);
    let failure: Failure<(A, B)> = Failure::new(B(2));
    let raised = failure.raised();
    let failure = failure_result_of(Deferred::<u32, _>::settled(Err(failure)));
    assert_eq!((failure.raised(), failure.check::<B>()), (raised, Some(&B(2))));

    let watch = unhandled::watch();
    drop(Deferred::<u32, _>::settled(Err(failure)));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn chain_into_sends_what_is_there_to_a_resolver() {
    let (outer, d) = Deferred::<u32, (A, B)>::pending();
    Deferred::succeed(1).chain_into(outer);
    assert_eq!(success_result_of(d.map(|n| n + 1)), 2);
    let (outer, d) = Deferred::<u32, (A, B)>::pending();
    Deferred::fail(B(3)).chain_into(outer);
    assert_eq!(failure_result_of(d).check::<B>(), Some(&B(3)));
}

#[test]
fn chain_into_sends_what_comes_to_a_resolver() {
    for fails in [false, true] {
        let (resolver, source) = Deferred::<u32, (A, B)>::pending();
        let (outer, d) = Deferred::<u32, (A, B)>::pending();
        source.chain_into(outer);
        let d = assert_no_result(d.map(|n| n + 1).catch(|A(n): A| n).catch(|B(n): B| n));
        if fails {
            resolver.fail(B(3))
        } else {
            resolver.succeed(1)
        }
        assert_eq!(success_result_of(d), if fails { 3 } else { 2 });
    }
}

#[test]
fn chain_into_hands_on_that_nothing_will_come() {
    let watch = unhandled::watch();
    let (resolver, source) = Deferred::<u32, (Abandoned,)>::pending();
    let (outer, d) = Deferred::<u32, (Abandoned,)>::pending();
    source.chain_into(outer);
    drop(resolver);
    assert_eq!(failure_result_of(d).only(), Abandoned);
    watch.assert_nothing();

    let watch = unhandled::watch();
    let (resolver, source) = Deferred::<u32>::pending();
    let (outer, d) = Deferred::<u32>::pending();
    source.chain_into(outer);
    drop(resolver);
    drop(assert_no_result(d));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn chain_into_moves_the_duty_to_handle_a_failure() {
    let watch = unhandled::watch();
    let (outer, d) = Deferred::<u32, (A,)>::pending();
    fail(A(1)).chain_into(outer);
    d.catch(|A(n): A| n).detach();
    watch.assert_nothing();

    let watch = unhandled::watch();
    let (outer, d) = Deferred::<u32, (A,)>::pending();
    fail(A(1)).chain_into(outer);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}
