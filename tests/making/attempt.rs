//! `attempt`: a `Result` or a Deferred, whichever a function gives.

use crate::Broken;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, IntoDeferred, attempt, chain, succeed};

/// Generic over what is given.
fn doubled<O>(f: impl FnOnce() -> O) -> Deferred<u32, O::Errors>
where
    O: IntoDeferred<Value = u32>,
{
    attempt(f).map(|n| n * 2)
}

#[test]
fn a_result_is_there_at_once() {
    assert_eq!(success_result_of(doubled(|| Ok::<_, Broken>(2))), 4);
    assert_eq!(failure_result_of(doubled(|| Err(Broken(1)))).only(), Broken(1));
}

#[test]
fn a_deferred_is_itself() {
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let d = assert_no_result(doubled(|| d));
    resolver.succeed(4);
    assert_eq!(success_result_of(d), 8);
    assert_eq!(success_result_of(doubled(|| succeed(1))), 2);
}

#[test]
fn a_chain_in_a_generic_function_keeps_account_of_its_errors() {
    fn shown<O>(f: impl FnOnce() -> O) -> Deferred<String, O::Errors>
    where
        O: IntoDeferred<Value = u32>,
    {
        chain! { attempt(f); then |n| n.to_string() }
    }
    let d: Deferred<String, (Broken,)> = shown(|| Err(Broken(1)));
    assert_eq!(success_result_of(chain! { d; catch |Broken(n): Broken| format!("broken {n}") }), "broken 1");
}

#[test]
fn an_error_is_raised_where_it_is_attempted() {
    let failure = failure_result_of(attempt(|| Err::<(), _>(Broken(1))));
    let line = line!() - 1;
    assert!(failure.raised().to_string().contains(&format!("attempt.rs:{line}:")), "{}", failure.raised());
}
