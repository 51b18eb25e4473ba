//! A chain whose set is empty cannot deliver a failure.

use crate::{Gone, Timeout};
use deferred::{Failure, Outcome, succeed};
use static_assertions::assert_eq_size;

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
