//! What can stand before the semicolon.

use crate::errors::{A, B};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, chain, fail, succeed};

fn at_once(n: u8) -> u8 {
    n + 1
}

fn checked(n: u8) -> Result<u8, A> {
    if n < 10 { Ok(n) } else { Err(A(n)) }
}

fn later(n: u8) -> Deferred<u8, (B,)> {
    if n < 10 { Deferred::succeed(n) } else { Deferred::fail(B(n)) }
}

#[test]
fn a_deferred() {
    let d: Deferred<u8> = chain! { succeed(1_u8); then |n| n + 1 };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8, (A, B)> = chain! { Deferred::<u8, (A, B)>::succeed(1); then |n| n + 1 };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_deferred_that_waits() {
    let (resolver, d) = Deferred::<u8, (A,)>::pending();
    let d = chain! { d; then |n| n + 1 };
    resolver.succeed(4);
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn a_result() {
    let d: Deferred<u8, (A,)> = chain! { checked(3); then |n| n + 1 };
    assert_eq!(success_result_of(d), 4);
    let d: Deferred<u8, (A,)> = chain! { checked(30); then |n| n + 1 };
    assert_eq!(failure_result_of(d).only(), A(30));
}

#[test]
fn a_result_with_a_failure_which_stays_the_same_failure() {
    let failure: Failure<(A, B)> = Failure::new(B(1));
    let raised = failure.raised();
    let d: Deferred<u8, (A, B)> = chain! { Err::<u8, _>(failure); then |n| n };
    assert_eq!(failure_result_of(d).raised(), raised);
}

#[test]
fn a_result_with_one_of_several_errors() {
    let d: Deferred<u8, (A, B)> = chain! { Err::<u8, OneOf<(A, B)>>(OneOf::new(B(1))); then |n| n };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the second"), B(1));
}

#[test]
fn a_result_is_no_value_without_maybe_and_none_with_it() {
    let d: Deferred<u8, (A,)> = chain! { maybe checked(3); then |n| n + 1 };
    assert_eq!(success_result_of(d), 4);
    let d: Deferred<u8, (A,)> = chain! { maybe checked(30); then |n| n + 1 };
    assert_eq!(failure_result_of(d).only(), A(30));
}

#[test]
fn maybe_takes_a_value() {
    let d: Deferred<u8> = chain! { maybe at_once(3); then |n| n + 1 };
    assert_eq!(success_result_of(d), 5);
    let d: Deferred<u8> = chain! { maybe 3_u8; };
    assert_eq!(success_result_of(d), 3);
    let d: Deferred<Option<u8>> = chain! { maybe Some(3_u8); then |n| n };
    assert_eq!(success_result_of(d), Some(3));
}

#[test]
fn maybe_takes_a_deferred() {
    let d: Deferred<u8, (B,)> = chain! { maybe later(3); then |n| n + 1 };
    assert_eq!(success_result_of(d), 4);
    let d: Deferred<u8, (B,)> = chain! { maybe later(30); then |n| n + 1 };
    assert_eq!(failure_result_of(d).only(), B(30));
}

#[test]
fn maybe_takes_results_with_failures_and_with_one_of_several() {
    let d: Deferred<u8, (A, B)> = chain! { maybe Err::<u8, Failure<(A, B)>>(Failure::new(B(1))); then |n| n };
    assert!(failure_result_of(d).is::<B>());
    let d: Deferred<u8, (A, B)> = chain! { maybe Err::<u8, OneOf<(A, B)>>(OneOf::new(A(1))); then |n| n };
    assert!(failure_result_of(d).is::<A>());
}

#[test]
fn maybe_takes_any_expression_that_begins_with_a_word_or_a_value() {
    let closure = |n: u8| n + 2;
    assert_eq!(success_result_of(chain! { maybe closure(1); then |n| n }), 3);
    assert_eq!(success_result_of(chain! { maybe u8::from(true); then |n| n }), 1);
    assert_eq!(success_result_of(chain! { maybe if closure(1) > 2 { 7 } else { 8 }; then |n: i32| n }), 7);
    assert_eq!(success_result_of(chain! { maybe match closure(1) { 3 => 'a', _ => 'b' }; then |c| c }), 'a');
    assert_eq!(success_result_of(chain! { maybe vec![1, 2]; then |list| list.len() }), 2);
    assert_eq!(success_result_of(chain! { maybe "text"; then str::len }), 4);
    assert_eq!(success_result_of(chain! { maybe crate::sources::at_once(1); then |n| n }), 2);
}

#[test]
fn something_called_maybe_is_a_source_of_its_own() {
    mod maybe {
        use deferred::{Deferred, succeed};

        pub fn source() -> Deferred<u8> {
            succeed(6)
        }
    }
    fn maybe(n: u8) -> Deferred<u8> {
        succeed(n)
    }
    assert_eq!(success_result_of(chain! { maybe::source(); then |n| n }), 6);
    assert_eq!(success_result_of(chain! { maybe(4); then |n| n }), 4);
    let maybe = [5_u8].map(succeed);
    assert_eq!(success_result_of(chain! { maybe.into_iter().next().expect("it is there"); then |n| n }), 5);
    let maybe = succeed(7_u8);
    assert_eq!(success_result_of(chain! { maybe; then |n| n }), 7);
}

#[test]
fn a_block_a_branch_a_match_a_loop_or_a_closure_that_is_called() {
    assert_eq!(success_result_of(chain! { { let n = 1_u8; succeed(n) }; then |n| n }), 1);
    assert_eq!(
        success_result_of(chain! { if at_once(0) == 1 { succeed(2) } else { succeed(3) }; then |n| n }),
        2
    );
    let matched =
        chain! { match (1, 2) { (a, b) if a > b => succeed(a), (_, b) => succeed(b), }; then |n| n };
    assert_eq!(success_result_of(matched), 2);
    assert_eq!(success_result_of(chain! { loop { if at_once(3) == 4 { break succeed(4) } }; then |n| n }), 4);
    let closures = [|| succeed(5), || succeed(6)];
    assert_eq!(success_result_of(chain! { (closures[1])(); then |n| n }), 6);
}

#[test]
fn another_chain() {
    let d = chain! { chain! { succeed(1_u8); then |n| n + 1 }; then |n| n * 10 };
    assert_eq!(success_result_of(d), 20);
    let d = chain! { succeed(1_u8).pipe(chain! { then |n| n + 1, then |n| n + 1 }); then |n| n * 10 };
    assert_eq!(success_result_of(d), 30);
}

#[test]
fn a_chain_without_stages_is_its_source() {
    let d: Deferred<u8, (A,)> = chain! { fail(A(1)); };
    assert_eq!(failure_result_of(d).only(), A(1));
}

#[test]
fn a_question_mark_or_a_return_in_the_source_is_of_the_function_around_it() {
    fn asked(given: Result<Deferred<u8>, A>) -> Result<u8, A> {
        Ok(success_result_of(chain! { given?; then |n| n + 1 }))
    }
    assert_eq!(asked(Ok(succeed(1))), Ok(2));
    assert_eq!(asked(Err(A(3))), Err(A(3)));

    fn or_at_once(given: Option<Deferred<u8>>) -> Deferred<u8> {
        chain! { match given { Some(d) => d, None => return succeed(0) }; then |n| n + 1 }
    }
    assert_eq!(success_result_of(or_at_once(Some(succeed(1)))), 2);
    assert_eq!(success_result_of(or_at_once(None)), 0);
}

#[test]
fn the_source_is_evaluated_before_the_callbacks_are_made() {
    let mut order = Vec::new();
    let d = chain! {
        { order.push("source"); succeed(1_u8) };
        then { order.push("callback"); |n| n },
        then { order.push("next"); |n| n },
    };
    d.detach();
    assert_eq!(order, ["source", "callback", "next"]);
}
