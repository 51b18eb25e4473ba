//! One error more: a `Result` with a plain error.

use crate::errors::{A, B};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, chain, succeed};

#[test]
fn a_plain_value_adds_nothing() {
    let d: Deferred<u8> = chain! { succeed(1_u8); then |n| n + 1 };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8, (A, B)> = chain! { Deferred::<u8, (A, B)>::succeed(1); then |n| n + 1 };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_new_error_stands_last() {
    let d: Deferred<u8, (A,)> = chain! { succeed(1_u8); then |n| Err(A(n)) };
    let d: Deferred<u8, (A, B)> = chain! { d; then |n: u8| if n > 0 { Ok(n) } else { Err(B(n)) } };
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the first"), A(1));

    let d: Deferred<u8, (A, B)> = chain! { Deferred::<u8, (A,)>::succeed(3); then |n| Err::<u8, _>(B(n)) };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the second"), B(3));
}

#[test]
fn a_known_error_stays_where_it_is() {
    let d: Deferred<u8, (A, B)> = chain! { Deferred::<u8, (A, B)>::succeed(4); then |n| Err::<u8, _>(A(n)) };
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the first"), A(4));
    let d: Deferred<u8, (A, B)> = chain! { Deferred::<u8, (A, B)>::succeed(5); then |n| Err::<u8, _>(B(n)) };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the second"), B(5));
}

#[test]
fn an_error_may_be_a_result_an_option_or_a_tuple() {
    type Odd = (Option<u8>, Result<u8, A>, (u8, u8));
    let d: Deferred<u8, Odd> = chain! {
        succeed(1_u8);
        then |n| if n > 1 { Err(Some(n)) } else { Ok(n) },
        then |n| if n > 1 { Err(Ok::<u8, A>(n)) } else { Ok(n) },
        then |n| if n > 0 { Err((n, 7_u8)) } else { Ok(n) },
    };
    assert_eq!(failure_result_of(d).trap::<(u8, u8), _>().expect("the last"), (1, 7));
}

#[test]
fn the_value_of_a_result_may_be_a_result() {
    let d: Deferred<Result<u8, A>, (B,)> =
        chain! { succeed(1_u8); then |n| Ok::<Result<u8, A>, B>(Err(A(n))) };
    assert_eq!(success_result_of(d), Err(A(1)));
}

#[test]
fn a_result_with_a_failure_or_one_of_no_errors_adds_nothing() {
    let d: Deferred<u8> = chain! { succeed(1_u8); then |n| Ok::<u8, Failure<()>>(n + 1) };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8> = chain! { succeed(1_u8); then |n| Ok::<u8, OneOf<()>>(n + 2) };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn an_error_that_was_caught_stands_last_when_it_comes_again() {
    let d: Deferred<u8, (B, A)> = chain! {
        Deferred::<u8, (A, B)>::fail(A(6));
        catch |A(n): A| n,
        then |n| Err::<u8, _>(A(n + 1)),
    };
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the second"), A(7));
}
