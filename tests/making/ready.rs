//! `is_ready`: whether the result is there, without taking it.

use crate::Broken;
use deferred::{Deferred, fail, succeed, testing::success_result_of, unhandled};

#[test]
fn it_says_whether_the_result_is_there() {
    let (resolver, d) = Deferred::<u8>::pending();
    let d = d.map(|n| n + 1);
    assert!(!d.is_ready());
    resolver.succeed(1);
    assert!(d.is_ready());
    assert_eq!(success_result_of(d), 2);
    assert!(succeed(1).is_ready());
}

#[test]
fn a_failure_is_a_result_and_looking_does_not_handle_it() {
    let watch = unhandled::watch();
    let d = fail::<u8, _>(Broken(1));
    assert!(d.is_ready());
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn one_that_waits_for_another_is_not_ready() {
    let (inner, d) = Deferred::<u8>::pending();
    let d = succeed(()).then_else(|()| d, |failure| Deferred::settled(Err(failure)));
    assert!(!d.is_ready());
    inner.succeed(1);
    assert!(d.is_ready());
}

#[test]
fn one_that_is_abandoned_will_never_be_ready() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u8>::pending();
    drop(resolver);
    assert!(!d.is_ready());
    assert_eq!(watch.finish().len(), 1);
}
