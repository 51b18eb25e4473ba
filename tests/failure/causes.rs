//! What a failure replaced: the error that its handler had in hand.

use crate::{A, B, C, causes, noted};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Stage, chain, fail, succeed};

fn fails_with_a() -> Deferred<u32, (A,)> {
    fail(A(1))
}

#[test]
fn an_error_that_replaces_another_has_it_as_its_cause() {
    let failure = failure_result_of(chain! { fails_with_a(); catch |_: A| Err(B(2)) });
    assert_eq!(failure.check::<B>(), Some(&B(2)));
    let cause = failure.cause().expect("it replaced A");
    assert_eq!(cause.text().unwrap_or("no text"), noted("A(1)"));
    assert_eq!(cause.type_name(), std::any::type_name::<A>());
    assert_eq!(cause.raised().stage(), Stage::Source);
    assert!(cause.cause().is_none());
}

#[test]
fn in_every_form_of_handler() {
    let mut seen = Vec::new();
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_: A| Err(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch A => |_| Err(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_: Failure<(A,)>| Err(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_: OneOf<(A,)>| Err(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_| Err(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); both |_| Err::<u32, B>(B(2)) })));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); then |n| n else |_| Err(B(2)) })));
    assert_eq!(seen, vec![[noted("A(1)")]; 7]);
}

#[test]
fn in_every_form_of_reply_that_is_ready() {
    let mut seen = Vec::new();
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_: A| Err(B(2)) })));
    seen.push(causes(&failure_result_of(
        chain! { fails_with_a(); catch |_: A| Err(Failure::<(C, B)>::new(B(2))) },
    )));
    seen.push(causes(&failure_result_of(
        chain! { fails_with_a(); catch |_: A| Err(OneOf::<(C, B)>::new(B(2))) },
    )));
    seen.push(causes(&failure_result_of(chain! { fails_with_a(); catch |_: A| fail(B(2)) })));
    seen.push(causes(&failure_result_of(
        chain! { fails_with_a(); catch |_: A| chain! { succeed(1); then |n| Err(B(n)) } },
    )));
    assert_eq!(seen, vec![[noted("A(1)")]; 5]);
}

#[test]
fn the_same_failure_passed_on_is_not_its_own_cause() {
    fn check(d: Deferred<u32, (A,)>) {
        let failure = failure_result_of(d);
        assert_eq!(causes(&failure), [""; 0]);
        assert_eq!(failure.raised().stage(), Stage::Source);
    }
    check(chain! { fails_with_a(); catch |failure| Err(failure) });
    check(chain! { fails_with_a(); catch |failure: Failure<(A,)>| Err(failure) });
    check(chain! { fails_with_a(); catch |failure| Deferred::settled(Err(failure)) });
    check(chain! { fails_with_a(); both |outcome| outcome });
    check(chain! { fails_with_a(); then |n| n else |failure| Err(failure) });
    check(chain! { fails_with_a(); catch |failure| Err(failure.widen::<(B, A), _>()), catch |B(n): B| n });
    check(chain! {
        Deferred::<u32, (B, A)>::fail(A(1));
        catch |failure| failure.trap::<B, _>().map(|B(n)| n),
    });
}

#[test]
fn the_same_error_raised_again_has_where_it_was_raised_first() {
    let failure = failure_result_of(chain! { fails_with_a(); catch |error: A| Err(error) });
    assert_eq!(failure.raised().stage(), Stage::Catch);
    let cause = failure.cause().expect("it was raised before");
    assert_eq!(cause.type_name(), failure.type_name());
    assert_eq!(cause.raised().stage(), Stage::Source);
}

#[test]
fn an_error_where_nothing_had_failed_has_no_cause() {
    assert_eq!(causes(&failure_result_of(chain! { succeed(1); then |n| Err::<u32, A>(A(n)) })), [""; 0]);
    assert_eq!(causes(&failure_result_of(chain! { succeed(1); both |_| Err::<u32, A>(A(2)) })), [""; 0]);
    let d = chain! { Deferred::<u32, (A,)>::succeed(1); then |n| Err::<u32, B>(B(n)) else |_| 2 };
    assert_eq!(causes(&failure_result_of(d)), [""; 0]);
    let d = chain! { succeed(1); finally || Err(A(1)) };
    assert_eq!(causes(&failure_result_of(d)), [""; 0]);
}

#[test]
fn a_handled_error_is_forgotten() {
    let d = chain! { fails_with_a(); catch |_: A| 1, then |n| Err::<u32, B>(B(n)) };
    assert_eq!(causes(&failure_result_of(d)), [""; 0]);
    assert_eq!(success_result_of(chain! { fails_with_a(); catch |_: A| Ok::<u32, B>(1), catch |_: B| 2 }), 1);
}

#[test]
fn causes_have_causes() {
    let failure = failure_result_of(chain! {
        fails_with_a();
        catch |A(n): A| Err(B(n + 1)),
        catch |B(n): B| Err(C(n + 1)),
        catch |C(n): C| Err(A(n + 1)),
    });
    assert_eq!(failure.check::<A>(), Some(&A(4)));
    assert_eq!(causes(&failure), [noted("C(3)"), noted("B(2)"), noted("A(1)")]);
}

#[test]
fn what_a_handler_gives_keeps_its_own_causes_and_gets_what_was_handled_behind_them() {
    let inner = || chain! { fail::<u32, _>(C(5)); catch |_: C| Err(B(2)) };
    let failure = failure_result_of(chain! { fails_with_a(); catch move |_: A| inner() });
    assert_eq!(failure.check::<B>(), Some(&B(2)));
    assert_eq!(causes(&failure), [noted("C(5)"), noted("A(1)")]);
}

#[test]
fn a_failure_that_passes_on_keeps_its_causes() {
    let failure = failure_result_of(chain! {
        fails_with_a();
        catch |_: A| Err(B(2)),
        then |n| n,
        raises at most C | B,
        catch |C(n): C| n,
        catch |failure| Err(failure),
        finally || (),
    });
    assert_eq!(causes(&failure), [noted("A(1)")]);
    let trapped = failure.widen::<(A, B), _>().trap::<A, _>().expect_err("it is a B");
    assert_eq!(causes(&trapped), [noted("A(1)")]);
}

#[test]
fn a_handler_sees_the_causes_of_what_it_is_given() {
    let d = chain! {
        fails_with_a();
        catch |_: A| Err(B(2)),
        catch |failure| {
            assert_eq!(causes(&failure), [noted("A(1)")]);
            7
        },
    };
    assert_eq!(success_result_of(d), 7);
}
