//! Commas, brackets, and where lines end.

use crate::errors::{A, fails_with_a};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, succeed};

#[test]
fn the_last_comma_may_be_there_or_not() {
    assert_eq!(success_result_of(chain! { succeed(1_u8); then |n| n + 1, }), 2);
    assert_eq!(success_result_of(chain! { succeed(1_u8); then |n| n + 1 }), 2);
    assert_eq!(success_result_of(chain! { succeed(1_u8); then |n| { n + 1 }, }), 2);
    assert_eq!(success_result_of(succeed(1_u8).pipe(chain! { then |n| n + 1, })), 2);
    assert_eq!(success_result_of(chain! { succeed(1_u8); then u8::count_ones(_), raises nothing, }), 1);
}

#[test]
fn all_brackets_do() {
    assert_eq!(success_result_of(chain!(succeed(1_u8); then |n| n + 1)), 2);
    assert_eq!(success_result_of(chain![succeed(1_u8); then |n| n + 1]), 2);
    assert_eq!(success_result_of(chain! { succeed(1_u8); then |n| n + 1 }), 2);
}

#[test]
fn it_is_an_expression_wherever_one_can_stand() {
    fn given(d: Deferred<u8>) -> u8 {
        success_result_of(d)
    }
    fn returned(n: u8) -> Deferred<u8> {
        chain! { succeed(n); then |n| n + 1 }
    }
    let in_a_match = match 1 {
        1 => chain! { succeed(1_u8); then |n| n + 1 },
        _ => chain! { succeed(2_u8); then |n| n + 1 },
    };
    chain! { succeed(()); then |()| () }.detach();
    assert_eq!(given(chain! { succeed(1_u8); then |n| n + 1 }), 2);
    assert_eq!(given(returned(3)), 4);
    assert_eq!(given(in_a_match), 2);
    assert_eq!(given(chain! { succeed(1_u8); then |n| n + 1 }.map(|n| n + 1)), 3);
    let closure = |n: u8| chain! { succeed(n); then |n| n + 1 };
    assert_eq!(given(closure(4)), 5);
}

#[test]
#[rustfmt::skip]
fn a_stage_may_reach_over_lines_and_lines_may_have_several_stages() {
    let d: Deferred<u8> = chain! { fails_with_a(1); then |n| n
        + 1, then
        |n|
            n, catch
        A
        => // the handler is on another line
        |A(n)| n, /* and this one */ catch |_| 3
        ,
        raises
        nothing
    };
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn comments_and_documentation_of_callbacks_are_left_alone() {
    let d = chain! {
        // the source
        succeed(1_u8);
        /* a stage, with a comma */
        then |n| n + 1, // and another, then |n| n
        then |n| {
            /// Documented.
            fn documented(n: u8) -> u8 {
                n
            }
            documented(n)
        },
    };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_group_hides_whatever_is_in_it() {
    fn first(n: u8, _: (u8, u8)) -> u8 {
        n
    }
    let then = 1;
    let d: Deferred<u8, (A,)> = chain! {
        succeed(1_u8);
        then move |n| first(n, (then, then)),
        then first(_, (then, then)),
        then move |n| [n, then, then][0],
        then move |n| { let list = [n, then]; list.len() },
        then |n| (n, (|a| a + 1, |b: usize| b)),
        then |(n, (add, same))| if same(n) == n { Ok(u8::try_from(add(n)).unwrap_or(0)) } else { Err(A(0)) },
    };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_failed_chain_is_an_expression_too() {
    assert!(failure_result_of(chain! { fails_with_a(1); then |n| n }).is::<A>());
}
