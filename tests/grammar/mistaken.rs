//! Forms that the grammar once mistook for others.

#![deny(unused)]

use deferred::testing::success_result_of;
use deferred::{Deferred, Failure, OneOf, chain, fail, succeed};

#[derive(Debug, PartialEq)]
struct A(u8);
#[derive(Debug, PartialEq)]
struct Pair<X, Y>(X, Y);

fn n_is_odd(n: u8) -> bool {
    n % 2 == 1
}

#[test]
fn an_or_in_a_body_is_not_taken_for_a_closure() {
    let d = chain! { succeed(3_u8); then |n| n == 3 || n == 4, then |yes| !yes, finally || () };
    assert!(!success_result_of(d));
    let d = chain! { succeed(3_u8); then |n| if n == 1 || n == 3 { 5 } else { 6 }, then |n| n + 1 };
    assert_eq!(success_result_of(d), 6);
    let d = chain! {
        fail::<bool, _>(A(1));
        then |yes| yes || n_is_odd(3) else |failure| failure.is::<A>() || failure.is::<u8>(),
        then |yes| yes,
    };
    assert!(success_result_of(d));
}

#[test]
fn lint_attributes_stand_before_every_kind_of_stage() {
    #[allow(dead_code)]
    #[deprecated]
    #[derive(Debug)]
    struct Old;
    let d = chain! {
        fail::<u8, _>(A(1));
        #[allow(unused_variables)]
        then |n| 2_u8,
        #[allow(unused_variables)]
        catch |error: A| 3,
        #[allow(unused_variables)]
        #[expect(unused_mut)]
        then |mut n| n,
        #[allow(unused_variables)]
        both |outcome| Err::<u8, _>(A(4)),
        #[allow(unused_variables)]
        then |n| 5 else |failure| 6_u8,
        #[allow(unused_variables)]
        inspect |n| (),
        #[allow(unused_variables)]
        finally |outcome| (),
        #[allow(deprecated)]
        raises at most Old,
        catch |_| 7,
    };
    assert_eq!(success_result_of(d), 6);
    let d = succeed(1_u8).pipe(chain! { #[allow(unused_variables)] then |n| 2_u8 });
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_bar_after_a_generic_type_is_not_taken_for_a_closure() {
    fn three(_: OneOf<(Pair<u8, u8>, A)>) -> u8 {
        3
    }
    let source = || Deferred::<u8, (Pair<u8, u8>, A)>::fail(A(3));
    assert_eq!(success_result_of(chain! { source(); catch Pair<u8, u8> | A => three, then |n| n + 1 }), 4);
    assert_eq!(success_result_of(chain! { source(); catch Pair<u8, u8> | A => |_| 3, then |n| n + 1 }), 4);
    assert_eq!(success_result_of(chain! { source(); raises Pair<u8, u8> | A, catch |_| 3 }), 3);
}

#[test]
fn a_parameters_type_may_begin_at_the_root() {
    let d = chain! { fail::<u8, _>(std::fmt::Error); catch |_: ::std::fmt::Error| 3 };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn arguments_may_compare_and_may_be_closures_of_several_parameters() {
    fn pick(n: u8, yes: bool, other: u8) -> u8 {
        if yes { n } else { other }
    }
    fn fold(n: u8, f: impl Fn(u8, u8) -> u8) -> u8 {
        f(n, 1)
    }
    let (a, b) = (1, 2);
    assert_eq!(success_result_of(chain! { succeed(3_u8); then pick(_, a < b, 1) }), 3);
    assert_eq!(success_result_of(chain! { succeed(3_u8); then pick(1 << 2, a < b, _) }), 4);
    assert_eq!(success_result_of(chain! { succeed(3_u8); then fold(_, |a, b| a + b) }), 4);
}

#[test]
fn a_macros_value_and_a_static_can_be_lent() {
    fn sum(n: u8, list: &[u8]) -> u8 {
        list.iter().sum::<u8>() + n
    }
    static LIST: Vec<u8> = Vec::new();
    assert_eq!(success_result_of(chain! { succeed(3_u8); then sum(_, &vec![1]) }), 4);
    assert_eq!(success_result_of(chain! { succeed(3_u8); then sum(_, &LIST) }), 3);
}

#[test]
fn the_second_half_of_a_pair_may_be_a_block() {
    let d = chain! { fail::<u8, _>(A(3)); then u8::count_ones else { let n = 3; move |_: Failure<(A,)>| n } };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_pipeline_may_state_that_nothing_is_raised() {
    let add = chain! { for u8 raises nothing; then |n| n + 1 };
    assert_eq!(success_result_of(add(succeed(1))), 2);
}

#[test]
fn maybe_takes_any_expression() {
    let boxed = Box::new(3_u8);
    let closures = [|| 3_u8];
    assert_eq!(success_result_of(chain! { maybe (closures[0])(); then |n| n }), 3);
    assert_eq!(success_result_of(chain! { maybe { 3_u8 }; then |n| n }), 3);
    assert_eq!(success_result_of(chain! { maybe <u8 as Default>::default(); then |n| n }), 0);
    assert_eq!(success_result_of(chain! { maybe *boxed; then |n| n }), 3);
    assert_eq!(success_result_of(chain! { maybe -3; then |n: i32| n }), -3);
    let no = n_is_odd(2);
    assert!(success_result_of(chain! { maybe !no; then |yes| yes }));
}

#[test]
fn parentheses_and_braces_around_a_callback_make_no_warning() {
    fn adding(step: u8) -> impl FnOnce(u8) -> u8 {
        move |n| n + step
    }
    let d = chain! { succeed(1_u8); then (adding(3)), then { adding(1) } };
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn a_handler_that_does_something_and_then_never_returns_fits_everywhere() {
    let d = chain! {
        succeed(3_u8);
        then |n| if n > 200 { Err(A(n)) } else { Ok(n) },
        catch |a: A| {
            assert_ne!(a, A(3));
            unreachable!("it was three");
        },
        finally || { if n_is_odd(2) { panic!() } },
    };
    assert_eq!(success_result_of(d), 3);
    let d = chain! {
        Err::<u8, _>(A(4));
        catch |A(n): A| {
            if n == 4 { return n; }
            panic!("it was four")
        },
    };
    assert_eq!(success_result_of(d), 4);
}

#[test]
fn a_closure_in_parentheses_or_braces_is_a_closure_like_any_other() {
    let step = 2_u32;
    let d = chain! {
        succeed("one");
        then (|text| text.len()),
        then { move |length| length.count_ones() + step },
        then { let more = step; move |bits| if bits > 200 { Err(A(0)) } else { Ok(bits.pow(more)) } },
        catch { |_: A| 0 },
        inspect (|bits| assert_eq!(bits.count_ones(), 1)),
        finally { |outcome| assert!(outcome.is_some_and(Result::is_ok)) },
    };
    assert_eq!(success_result_of(d), 16);
}

#[test]
fn a_method_of_the_source_may_be_called_like_a_stage() {
    let d = chain! { succeed("12").raises_at_most::<(A,), _>().then(|text| text.parse::<u8>().map_err(|_| A(0))); catch |_: A| 0 };
    assert_eq!(success_result_of(d), 12);
}
