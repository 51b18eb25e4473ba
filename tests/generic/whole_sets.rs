//! Chains over a whole set that is not known: replies with the same set, and handlers of all of it.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, ErrorSet, Errors, Failure, Has, NotEmpty, chain, fail, join};
use std::fmt::Debug;

#[derive(Debug, PartialEq)]
struct A(u8);

fn passed_on<T: 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<T, R> {
    chain! { d; both |outcome| outcome }
}

fn chained<T: 'static, R: ErrorSet>(
    d: Deferred<T, R>,
    f: impl FnOnce(T) -> Deferred<T, R> + 'static,
) -> Deferred<T, R> {
    chain! { d; then f }
}

fn retried<T: 'static, R: ErrorSet>(
    d: Deferred<T, R>,
    again: impl FnOnce(Failure<R>) -> Deferred<T, R> + 'static,
) -> Deferred<T, R>
where
    Errors<R>: NotEmpty,
{
    chain! { d; catch again }
}

fn or_default<T: Default + 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<T>
where
    Errors<R>: NotEmpty,
{
    chain! { d; catch |_| T::default() }
}

fn caught<T: Default + 'static, R: Has<A, Place>, Place: 'static>(d: Deferred<T, R>) -> Deferred<T, R::Rest> {
    chain! { d; catch |_: A| T::default() }
}

fn together<T: 'static, U: 'static, R: ErrorSet>(
    one: Deferred<T, R>,
    other: Deferred<U, R>,
) -> Deferred<(T, U), R> {
    join!(one, other)
}

/// Of an error only `Debug` need be said: that it is `'static` goes without saying where it is in a set.
fn without_its_lifetime<E: Debug>(d: Deferred<u8, (E,)>) -> Deferred<u8> {
    chain! { d; catch |_: E| 0 }
}

/// A set of which only that is said.
fn handled_whole<E>(d: Deferred<u8, (E,)>) -> Deferred<u8>
where
    (E,): ErrorSet,
{
    chain! { d; catch |_| 0 }
}

#[test]
fn what_a_signature_has_to_say() {
    assert_eq!(
        success_result_of(together::<_, _, (A,)>(Deferred::succeed(1), Deferred::succeed("two"))),
        (1, "two")
    );
    assert_eq!(failure_result_of(together(Deferred::<u8, _>::succeed(1), fail::<u8, _>(A(2)))).only(), A(2));
    assert_eq!(success_result_of(without_its_lifetime(fail(A(1)))), 0);
    assert_eq!(success_result_of(handled_whole(fail(A(1)))), 0);
}

#[test]
fn replies_with_the_whole_set() {
    assert_eq!(failure_result_of(passed_on(fail::<u8, _>(A(1)))).only(), A(1));
    assert_eq!(success_result_of(chained(Deferred::<u8, (A,)>::succeed(1), |n| Deferred::succeed(n + 1))), 2);
    assert_eq!(success_result_of(retried(fail::<u8, _>(A(1)), |_| Deferred::succeed(3))), 3);
    assert_eq!(success_result_of(or_default(fail::<u8, _>(A(1)))), 0);
    assert_eq!(success_result_of(caught(fail::<u8, _>(A(1)))), 0);
}
