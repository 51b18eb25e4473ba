//! A chain without a source is a function of a Deferred.

use crate::errors::{A, B, Pair};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, fail, succeed};

#[test]
fn it_takes_what_it_is_given() {
    let d = succeed(20_u8).pipe(chain! { then |n| n + 1, then |n| n * 2 });
    assert_eq!(success_result_of(d), 42);
    let d: Deferred<u8> = fail::<u8, _>(A(3)).pipe(chain! { catch |A(n): A| n });
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn one_stage_of_any_kind_makes_a_pipeline() {
    fn ends(d: Deferred<u8>) -> u8 {
        success_result_of(d)
    }
    assert_eq!(ends(succeed(1).pipe(chain! { then |n| n })), 1);
    assert_eq!(ends(fail::<u8, _>(A(1)).pipe(chain! { then |n| n else |_| 2 })), 2);
    assert_eq!(ends(fail::<u8, _>(A(1)).pipe(chain! { catch |_: A| 3 })), 3);
    assert_eq!(ends(fail::<u8, _>(A(1)).pipe(chain! { catch A => |_| 4 })), 4);
    assert_eq!(ends(fail::<u8, _>(A(1)).pipe(chain! { both |_| 5 })), 5);
    assert_eq!(ends(succeed(6).pipe(chain! { inspect |_| () })), 6);
    assert_eq!(ends(succeed(7).pipe(chain! { finally || () })), 7);
    assert_eq!(ends(succeed(8).pipe(chain! { raises nothing })), 8);
}

#[test]
fn one_that_stands_by_itself_says_what_it_takes() {
    let twice = chain! { for u8; then |n| n * 2 };
    assert_eq!(success_result_of(twice(succeed(4))), 8);

    let handled = chain! { for u8 raises A; catch |A(n): A| n };
    assert_eq!(success_result_of(handled(fail(A(5)))), 5);

    let partly = chain! { for u8 raises A | B; catch |A(n): A| n };
    let d: Deferred<u8, (B,)> = partly(Deferred::fail(B(6)));
    assert_eq!(failure_result_of(d).only(), B(6));
}

#[test]
fn what_it_takes_may_be_any_type() {
    let tuple = chain! { for (u8, Option<Pair<u8, Vec<u8>>>) raises Pair<u8, u8> | std::fmt::Error; then |(n, _)| n, catch |_| 0 };
    assert_eq!(success_result_of(tuple(Deferred::succeed((3, None)))), 3);
    assert_eq!(success_result_of(tuple(Deferred::fail(Pair(1, 2)))), 0);
    let array = chain! { for [u8; 2]; then |[a, b]| a + b };
    assert_eq!(success_result_of(array(succeed([1, 2]))), 3);
    let function = chain! { for fn(u8, u8) -> u8; then |f| f(1, 2) };
    assert_eq!(success_result_of(function(succeed(|a, b| a + b))), 3);
    let reference = chain! { for &'static str; then str::len };
    assert_eq!(success_result_of(reference(succeed("abc"))), 3);
    let dynamic = chain! { for Box<dyn Fn(u8) -> u8>; then |f| f(2) };
    assert_eq!(success_result_of(dynamic(succeed(Box::new(|n| n)))), 2);
}

#[test]
fn one_without_stages_passes_on_what_it_takes() {
    let nothing = chain! { for u8 raises A; };
    assert_eq!(failure_result_of(nothing(fail(A(1)))).only(), A(1));
}

#[test]
fn one_that_captures_copies_can_be_used_again() {
    let step = 3;
    let add = chain! { for u8; then move |n| n + step };
    assert_eq!(success_result_of(add(succeed(1))), 4);
    assert_eq!(success_result_of(add(succeed(2))), 5);
}

#[test]
fn one_that_captures_a_value_can_be_used_once() {
    let name = String::from("name");
    let append = chain! { for String; then move |text| text + &name };
    assert_eq!(success_result_of(append(succeed(String::from("my ")))), "my name");
}

#[test]
fn it_can_be_given_and_returned_as_a_function() {
    fn doubling() -> impl Fn(Deferred<u8>) -> Deferred<u8> {
        chain! { for u8; then |n| n * 2 }
    }
    fn applied(f: impl FnOnce(Deferred<u8, (A,)>) -> Deferred<u8>) -> u8 {
        success_result_of(f(fail(A(7))))
    }
    assert_eq!(success_result_of(doubling()(succeed(2))), 4);
    assert_eq!(applied(chain! { catch |A(n): A| n }), 7);
}

#[test]
fn pipelines_follow_one_another() {
    let d = succeed(1_u8)
        .pipe(chain! { then |n| if n > 0 { Err(A(n)) } else { Ok(n) } })
        .pipe(chain! { then |n: u8| n, catch |A(n): A| Err(B(n + 1)) })
        .pipe(chain! { catch |B(n): B| n + 1 });
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn it_waits_as_a_chain_with_a_source_does() {
    let (resolver, d) = Deferred::<u8, (A,)>::pending();
    let d = d.pipe(chain! { then |n| n + 1, catch |A(n): A| n });
    resolver.fail(A(9));
    assert_eq!(success_result_of(d), 9);
}
