//! `then f else g`: one callback for the value, one for the failure.

use crate::errors::{A, B, fails_with_a};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, chain, fail, succeed};

fn number(failure: Failure<(A,)>) -> u8 {
    failure.only().0
}

#[test]
fn one_of_the_two_runs() {
    let d: Deferred<u8> = chain! { Deferred::<u8, (A,)>::succeed(1); then |n| n + 1 else |_| 9 };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8> = chain! { fail::<u8, _>(A(3)); then |n| n + 1 else |failure| failure.only().0 };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn the_errback_does_not_see_its_own_callbacks_errors() {
    let d: Deferred<u8, (B,)> = chain! {
        Deferred::<u8, (A,)>::succeed(1);
        then |n| Err(B(n)) else |_| -> u8 { panic!("it is for the error before") },
    };
    assert_eq!(failure_result_of(d).only(), B(1));
}

#[test]
fn the_callback_does_not_see_what_the_errback_gives() {
    let d: Deferred<u8, (A, B)> = chain! {
        fail::<u8, _>(A(1));
        then |n| Err::<u8, A>(A(n)) else |_| Err(B(2)),
    };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("of the errback"), B(2));
}

#[test]
fn an_if_in_the_callback_keeps_its_own_else() {
    let pair = |source: Deferred<u8, (A,)>| -> Deferred<&'static str> {
        chain! {
            source;
            then |n| if n > 1 { "more" } else if n > 0 { "one" } else { "none" }
            else |failure| if failure.only().0 > 1 { "many errors" } else { "an error" },
        }
    };
    assert_eq!(success_result_of(pair(Deferred::succeed(2))), "more");
    assert_eq!(success_result_of(pair(Deferred::succeed(1))), "one");
    assert_eq!(success_result_of(pair(Deferred::succeed(0))), "none");
    assert_eq!(success_result_of(pair(fail(A(2)))), "many errors");
    assert_eq!(success_result_of(pair(fail(A(1)))), "an error");
}

#[test]
fn let_else_and_if_let_in_the_callback_keep_their_else_too() {
    let d: Deferred<u8> = chain! {
        Deferred::<Option<u8>, (A,)>::succeed(Some(4));
        then |n| { let Some(n) = n else { return 0 }; n } else |_| 1,
        then |n| if let 4 = n { 5 } else { 6 },
    };
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn each_half_may_be_any_callback() {
    fn add(n: u8, m: u8) -> u8 {
        n + m
    }
    fn add_number(failure: Failure<(A,)>, m: u8) -> u8 {
        number(failure) + m
    }
    let source = || fail::<u8, _>(A(3));
    assert_eq!(success_result_of(chain! { source(); then u8::count_zeros else |_| 7 }), 7);
    assert_eq!(success_result_of(chain! { source(); then |n| n else number }), 3);
    assert_eq!(success_result_of(chain! { source(); then add(_, 1) else number }), 3);
    assert_eq!(success_result_of(chain! { source(); then add(_, 1) else add_number(_, 4) }), 7);
    let m = 5;
    assert_eq!(success_result_of(chain! { source(); then move |n| n + m else move |f| number(f) + m }), 8);
    assert_eq!(
        success_result_of(chain! { source(); then { let m = 1; move |n| n + m } else self::number }),
        3
    );
}

#[test]
fn a_pair_follows_a_pair() {
    let d: Deferred<u8> = chain! {
        fail::<u8, _>(A(1));
        then |n| Err(A(n)) else |failure| Err(B(failure.only().0)),
        then |n: u8| n else |failure| u8::from(failure.is::<B>()) + 10,
    };
    assert_eq!(success_result_of(d), 11);
}

#[test]
fn the_halves_may_change_the_value() {
    let d: Deferred<String> = chain! {
        fails_with_a(2);
        then |n| n.to_string()
        else |failure| match failure.trap::<A, _>() {
            Ok(A(n)) => format!("A {n}"),
            Err(rest) => format!("B {}", rest.only().0),
        },
    };
    assert_eq!(success_result_of(d), "A 2");
    assert_eq!(
        success_result_of(chain! { succeed(1_u8).raises_at_most::<(A,), _>(); then |n| n else number }),
        1
    );
}
