//! Generic over an error.

use crate::{A, B};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, chain, fail};
use std::fmt::Debug;

trait Fault: Debug + 'static {}
impl<E: Debug + 'static> Fault for E {}

fn as_a_source<T: 'static, E: Fault>(result: Result<T, E>) -> Deferred<T, (E,)> {
    chain! { result; then |value| value, finally || () }
}

fn new<E: Fault>(d: Deferred<u8, (A,)>, f: fn(u8) -> Result<u8, E>) -> Deferred<u8, (A, E)> {
    chain! { d; then f }
}

fn known<E: Fault>(d: Deferred<u8, (A, E)>, f: fn(u8) -> Result<u8, E>) -> Deferred<u8, (A, E)> {
    chain! { d; then f }
}

type Among<E> = Deferred<u8, (B, E, A)>;

fn among_others<E: Fault>(d: Deferred<u8, (A, E)>, f: fn(u8) -> Among<E>) -> Deferred<u8, (A, E, B)> {
    chain! { d; then f }
}

fn caught<E: Fault>(d: Deferred<u8, (A, E)>, f: fn(E) -> u8) -> Deferred<u8, (A,)> {
    chain! { d; catch move |error: E| f(error) }
}

fn caught_by_name<E: Fault>(d: Deferred<u8, (A, E)>, f: fn(OneOf<(E, A)>) -> u8) -> Deferred<u8> {
    chain! { d; catch E | A => f }
}

impl From<A> for B {
    fn from(A(n): A) -> B {
        B(n)
    }
}

fn replaced<E: Fault, F: Fault + From<E>>(d: Deferred<u8, (E,)>) -> Deferred<u8, (F,)> {
    chain! { d; catch |error: E| Err(F::from(error)) }
}

fn stated<E: Fault>(d: Deferred<u8, (A, E)>) -> Deferred<u8, (E, A)> {
    chain! { d; raises E | A }
}

fn first_only<E: Fault>(d: Deferred<u8, (A, E)>) -> Deferred<Result<u8, A>, (E,)> {
    chain! {
        d;
        both |outcome| match outcome {
            Ok(value) => Ok(Ok(value)),
            Err(failure) => failure.trap::<A, _>().map(Err),
        },
    }
}

#[test]
fn as_the_error_of_the_source() {
    assert_eq!(failure_result_of(as_a_source(Err::<u8, _>(A(1)))).only(), A(1));
    assert_eq!(failure_result_of(as_a_source(Err::<u8, _>("text"))).only(), "text");
}

#[test]
fn as_a_new_error() {
    let d: Deferred<u8, (A, B)> = new(Deferred::succeed(3), |n| Err(B(n)));
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the new one"), B(3));
    let d: Deferred<u8, (A, B)> = new(fail(A(4)), |n| Err(B(n)));
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the one before"), A(4));
}

#[test]
fn as_a_known_error() {
    let d: Deferred<u8, (A, B)> = known(Deferred::succeed(3), |n| Err(B(n)));
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the known one"), B(3));
}

#[test]
fn among_other_errors() {
    let source = || Deferred::<u8, (A, &str)>::succeed(3);
    assert!(failure_result_of(among_others(source(), |n| Deferred::fail(B(n)))).is::<B>());
    assert!(failure_result_of(among_others(source(), |n| Deferred::fail(A(n)))).is::<A>());
    assert!(failure_result_of(among_others(source(), |_| Deferred::fail("text"))).is::<&str>());
}

#[test]
fn caught_by_its_type_or_its_name() {
    assert_eq!(success_result_of(caught(Deferred::fail(B(5)), |B(n)| n)), 5);
    assert_eq!(failure_result_of(caught(Deferred::fail(A(5)), |B(n)| n)).only(), A(5));
    assert_eq!(success_result_of(caught_by_name(Deferred::fail(B(5)), |error| u8::from(error.is::<B>()))), 1);
}

#[test]
fn replaced_by_another() {
    assert_eq!(failure_result_of(replaced::<A, B>(fail(A(6)))).only(), B(6));
}

#[test]
fn stated_in_another_order() {
    let failure: Failure<(B, A)> = failure_result_of(stated(Deferred::fail(B(7))));
    assert_eq!(failure.trap::<B, _>().expect("the first"), B(7));
}

#[test]
fn passed_on_while_another_becomes_a_value() {
    assert_eq!(success_result_of(first_only::<B>(Deferred::fail(A(8)))), Err(A(8)));
    assert_eq!(failure_result_of(first_only(Deferred::fail(B(8)))).only(), B(8));
}

#[test]
fn where_a_generic_error_turns_out_to_be_a_known_one_both_places_are_of_the_same_type() {
    let d: Deferred<u8, (A, A)> = new(Deferred::succeed(9), |n| Err(A(n)));
    let d: Deferred<u8> = chain! { d; catch |failure| failure.check::<A>().map_or(0, |A(n)| *n) };
    assert_eq!(success_result_of(d), 9);
}
