//! Generic over the value.

use crate::A;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, fail, succeed};
use std::fmt::Display;

fn twice<T: Clone + 'static>(value: T) -> Deferred<(T, T)> {
    chain! {
        succeed(value);
        then |value| (value.clone(), value),
        inspect |pair| drop(pair.clone()),
        finally || (),
        raises nothing,
    }
}

fn or<T: 'static>(d: Deferred<T, (A,)>, other: T) -> Deferred<T> {
    chain! { d; catch move |_: A| other }
}

fn text<T: Display + 'static>(d: Deferred<T, (A,)>) -> Deferred<String, (A,)> {
    chain! { d; then |value: T| value.to_string() }
}

fn converted<T, U>(d: Deferred<T>) -> Deferred<U, (U::Error,)>
where
    T: 'static,
    U: TryFrom<T> + 'static,
    U::Error: std::fmt::Debug + 'static,
{
    chain! { d; then U::try_from }
}

#[test]
fn the_value_is_passed_on() {
    assert_eq!(success_result_of(twice("x")), ("x", "x"));
    assert_eq!(success_result_of(twice(vec![1])), (vec![1], vec![1]));
}

#[test]
fn the_value_takes_the_place_of_an_error() {
    assert_eq!(success_result_of(or(fail(A(1)), "other")), "other");
    assert_eq!(success_result_of(or(Deferred::succeed(Some(2)), None)), Some(2));
}

#[test]
fn the_value_becomes_another() {
    assert_eq!(success_result_of(text(Deferred::succeed(1.5))), "1.5");
    assert_eq!(failure_result_of(text::<u8>(fail(A(1)))).only(), A(1));
    assert_eq!(success_result_of(converted::<u16, u8>(succeed(255))), 255);
    assert!(failure_result_of(converted::<u16, u8>(succeed(256))).is::<std::num::TryFromIntError>());
}

#[test]
fn a_value_that_looks_like_a_reply_is_a_value_where_its_type_is_generic() {
    assert_eq!(success_result_of(twice(Err::<u8, A>(A(1)))), (Err(A(1)), Err(A(1))));
    let nested = chain! { twice(Some(3)); then |(first, _)| first };
    assert_eq!(success_result_of(nested), Some(3));
}
