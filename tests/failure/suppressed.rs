//! When `finally` fails while a failure is on its way, neither is lost.

use crate::{A, B, C, causes, noted};
use deferred::testing::failure_result_of;
use deferred::{Deferred, ErrorSet, Failure, Outcome, Stage, chain, fail, succeed, unhandled};

fn suppressed<R: ErrorSet>(failure: &Failure<R>) -> Vec<&str> {
    failure.suppressed().iter().map(|other| other.text().expect("always noted")).collect()
}

#[test]
fn the_chains_own_failure_goes_on_and_has_the_other_with_it() {
    let watch = unhandled::watch();
    let failure = failure_result_of(chain! { fail::<(), _>(A(1)); finally || Err(B(2)) });
    assert_eq!(failure.check::<A>(), Some(&A(1)));
    assert_eq!(failure.raised().stage(), Stage::Source);
    assert_eq!(suppressed(&failure), ["B(2)"]);
    let other = &failure.suppressed()[0];
    assert_eq!(other.type_name(), std::any::type_name::<B>());
    assert_eq!(other.raised().stage(), Stage::Finally);
    assert!(failure.cause().is_none());
    drop(failure);
    watch.assert_nothing();
}

#[test]
fn in_every_form_of_reply() {
    let source = || Deferred::<(), (A, B)>::fail(A(1));
    let mut seen = Vec::new();
    let mut note = |d: Deferred<(), (A, B)>| {
        seen.push(suppressed(&failure_result_of(d)).join(", "));
    };
    note(chain! { source(); finally || Err(B(2)) });
    note(chain! { source(); finally |_| Err(B(2)) });
    note(chain! { source(); finally || Err(Failure::<(A, B)>::new(B(2))) });
    note(chain! { source(); finally || Deferred::<(), (A, B)>::fail(B(2)) });
    note(source().finally(|| Err(B(2))));
    note(source().finally_with(|_| Deferred::<(), (B,)>::fail(B(2))));
    let (resolver, later) = Deferred::<(), (B,)>::pending();
    let d = chain! { source(); finally move || later };
    resolver.fail(B(2));
    note(d);
    assert_eq!(seen, ["B(2)"; 7]);
}

#[test]
fn several_are_kept_in_their_order() {
    let failure = failure_result_of(chain! {
        fail::<(), _>(A(1));
        finally || Err(B(2)),
        then |()| (),
        finally || Err(C(3)),
        finally || (),
        finally || Err(B(4)),
    });
    assert_eq!(suppressed(&failure), ["B(2)", "C(3)", "B(4)"]);
}

#[test]
fn a_later_finally_sees_them() {
    let d = chain! {
        fail::<(), _>(A(1));
        finally || Err(B(2)),
        finally |outcome: Option<&Outcome<(), (A, B)>>| {
            let failure = outcome.expect("it ended").as_ref().expect_err("it failed");
            assert_eq!(suppressed(failure), ["B(2)"]);
        },
    };
    assert_eq!(suppressed(&failure_result_of(d)), ["B(2)"]);
}

#[test]
fn where_only_finally_fails_nothing_is_suppressed() {
    let failure = failure_result_of(chain! { succeed(()); finally || Err(B(2)) });
    assert_eq!(failure.check::<B>(), Some(&B(2)));
    assert!(failure.suppressed().is_empty());
}

#[test]
fn the_causes_of_a_suppressed_one_are_kept_too() {
    let failing = || chain! { fail::<(), _>(C(3)); catch |_: C| Err(B(2)) };
    let failure = failure_result_of(chain! { fail::<(), _>(A(1)); finally move || failing() });
    let [other] = failure.suppressed() else { panic!("there is one") };
    let cause = other.cause().expect("it replaced C");
    assert_eq!(cause.text().unwrap_or("no text"), noted("C(3)"));
}

#[test]
fn a_failure_has_causes_and_suppressed_ones_at_once() {
    let failure = failure_result_of(chain! {
        fail::<(), _>(A(1));
        catch |_: A| Err(B(2)),
        finally || Err(C(3)),
    });
    assert_eq!(causes(&failure), [noted("A(1)")]);
    assert_eq!(suppressed(&failure), ["C(3)"]);
}
