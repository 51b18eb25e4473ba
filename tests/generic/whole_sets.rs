//! Chains over a whole set that is not known: replies with the same set, and handlers of all of it.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, ErrorSet, Failure, Has, InFlight, NotEmpty, chain, fail};

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
    InFlight<R>: NotEmpty,
{
    chain! { d; catch again }
}

fn or_default<T: Default + 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<T>
where
    InFlight<R>: NotEmpty,
{
    chain! { d; catch |_| T::default() }
}

fn caught<T: Default + 'static, R: Has<A, Place>, Place: 'static>(d: Deferred<T, R>) -> Deferred<T, R::Rest> {
    chain! { d; catch |_: A| T::default() }
}

#[test]
fn replies_with_the_whole_set() {
    assert_eq!(failure_result_of(passed_on(fail::<u8, _>(A(1)))).only(), A(1));
    assert_eq!(success_result_of(chained(Deferred::<u8, (A,)>::succeed(1), |n| Deferred::succeed(n + 1))), 2);
    assert_eq!(success_result_of(retried(fail::<u8, _>(A(1)), |_| Deferred::succeed(3))), 3);
    assert_eq!(success_result_of(or_default(fail::<u8, _>(A(1)))), 0);
    assert_eq!(success_result_of(caught(fail::<u8, _>(A(1)))), 0);
}
