//! `anyhow::Error`, with the feature of that name.

use crate::Typed;
use deferred::anyhow::Downcast;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain};
use std::fmt;

fn run(d: Deferred<u32, (Typed, anyhow::Error)>) -> Deferred<u32, (Typed, anyhow::Error)> {
    chain! { d; catch |_: Downcast<fmt::Error>| 7, raises Typed | anyhow::Error }
}

#[test]
fn the_concrete_error_is_handled_and_the_rest_passes_on() {
    assert_eq!(success_result_of(run(Deferred::fail(anyhow::Error::new(fmt::Error)))), 7);
    assert_eq!(failure_result_of(run(Deferred::fail(Typed(1)))).check(), Some(&Typed(1)));
    let failure = failure_result_of(run(Deferred::fail(anyhow::anyhow!("something else"))));
    assert_eq!(failure.check::<anyhow::Error>().map(ToString::to_string), Some("something else".into()));
}

#[test]
fn it_is_found_behind_a_context() {
    use anyhow::Context;
    let outcome = Err::<u32, _>(fmt::Error).context("while it printed");
    let d = chain! { outcome; catch |_: Downcast<fmt::Error>| 7, catch |_: anyhow::Error| 8 };
    assert_eq!(success_result_of(d), 7);
}
