//! A chain whose set is empty cannot deliver a failure.

#![deny(unreachable_code)]

use crate::{Gone, Timeout};
use deferred::testing::success_result_of;
use deferred::{Deferred, Failure, Outcome, chain, succeed};
use static_assertions::assert_eq_size;
use std::convert::Infallible;

// A failure of the empty set cannot be: there is no place for one in an outcome.
assert_eq_size!(Outcome<u64>, u64);

#[test]
fn an_outcome_without_errors_is_its_value() {
    let outcome = succeed(7).try_outcome().expect("it is ready");
    let Ok(value) = outcome;
    assert_eq!(value, 7);
}

#[test]
fn no_failure_is_left_when_all_errors_were_trapped() {
    let failure = Failure::<(Timeout, Gone)>::new(Gone(1));
    let came = match failure.trap::<Timeout, _>() {
        Ok(Timeout(n)) => n,
        Err(rest) => {
            let Ok(Gone(n)) = rest.trap::<Gone, _>();
            n
        }
    };
    assert_eq!(came, 1);
}

#[test]
fn an_error_that_cannot_be_is_in_the_set_and_never_arrives() {
    fn never(error: Infallible) -> u8 {
        match error {}
    }
    let d: Deferred<u8, (Infallible,)> = chain! { succeed(1); then Ok::<u8, Infallible> };
    assert_eq!(success_result_of(chain! { d; catch Infallible => never }), 1);
}
