//! The methods of a Deferred that crosses threads.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads;
use std::num::ParseIntError;
use std::thread;

#[derive(Debug, PartialEq)]
struct Down;

#[test]
fn they_are_those_of_one_that_stays() {
    let (resolver, d) = threads::pending::<&str, (ParseIntError, Down)>();
    let d = d
        .then(|text| text.parse::<u32>())
        .map(|n| n + 1)
        .inspect(|n| assert_eq!(*n, 42))
        .catch(|_: ParseIntError| 0)
        .finally(|| ())
        .finally_with(|outcome| assert!(outcome.is_some()))
        .or_else(|failure| threads::fail(failure.only()))
        .then_else(|n| threads::settled(Ok(n)), |failure| threads::fail(failure.only()))
        .both(|outcome| threads::succeed(outcome.ok()));
    thread::spawn(move || resolver.succeed("41")).join().unwrap();
    assert_eq!(success_result_of(d), Some(42));
}

#[test]
fn a_failure_crosses_with_its_history() {
    let (resolver, d) = threads::pending::<u32, (Down,)>();
    thread::spawn(move || resolver.fail(Down)).join().unwrap();
    let failure = failure_result_of(d);
    assert!(failure.raised().to_string().contains("threads"));
    assert_eq!(failure.only(), Down);
}

#[test]
fn one_is_sent_into_another() {
    let (outer_resolver, outer) = threads::pending::<u32, ()>();
    let (resolver, d) = threads::pending::<u32, ()>();
    d.chain_into(outer_resolver);
    thread::spawn(move || resolver.succeed(3)).join().unwrap();
    assert_eq!(success_result_of(outer), 3);
}
