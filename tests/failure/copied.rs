//! A clone of a failure, as each taker of a shared result is given one.

use crate::{A, causes};
use deferred::testing::failure_result_of;
use deferred::{Deferred, Failure, chain, fail};

/// A failure that replaced so many others, one after the other.
fn replacing(others: u32) -> Deferred<(), (A,)> {
    (1..=others).fold(fail(A(0)), |d, n| chain! { d; catch move |_: A| Err(A(n)) })
}

/// The lines that tell what it replaced.
fn replaced(failure: &Failure<(A,)>) -> Vec<String> {
    let printed = format!("{failure:#?}");
    printed.lines().filter(|line| line.starts_with("  replaced")).map(str::to_owned).collect()
}

#[test]
fn it_tells_of_the_same_causes() {
    for others in [0, 1, 7, 8, 9, 10, 30] {
        let told = replaced(&failure_result_of(replacing(others)));
        let clone = failure_result_of(replacing(others).share().get());
        assert_eq!(replaced(&clone), told, "of {others}");
    }
}

#[test]
fn it_has_no_more_causes_than_anybody_reads() {
    let clone = failure_result_of(replacing(1_000).share().get());
    assert_eq!(causes(&clone).len(), 9);
}
