//! A callback can be a closure, with everything that closures can do.

use crate::errors::{A, B, Pair};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, OneOf, chain, fail, succeed};
use std::collections::{BTreeMap, HashMap};
use std::num::ParseIntError;

#[test]
fn parameters_are_patterns() {
    struct Point {
        x: u8,
        y: u8,
    }
    let d = chain! {
        succeed((1_u8, [2_u8, 3], Point { x: 4, y: 5 }));
        then |(a, [b, _], Point { x, y: last })| a + b + x + last,
        then |mut n| { n += 1; n },
        then |ref n| *n,
        then |n @ 0..| Some(n),
    };
    assert_eq!(success_result_of(d), Some(13));
}

#[test]
fn parameters_may_be_annotated() {
    let d = chain! {
        succeed(1_u8);
        then |n: u8| HashMap::from([(n, n)]),
        then |map: HashMap<u8, u8>| map.into_iter().collect::<Vec<(u8, u8)>>(),
        then |list: Vec<(u8, u8)>| list.len(),
        then |_: usize| (1, 2),
        then |(a, b): (u8, u16)| u16::from(a) + b,
        inspect |n: &u16| assert_eq!(*n, 3),
    };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_block_ends_in_a_closure_that_says_what_it_takes_also_by_a_name_of_the_block() {
    let d = chain! {
        succeed(1_u8);
        then { let step = 2; move |n: u8| n + step },
        then { use std::num::Wrapping as Turning; let step = Turning(253); move |n: u8| Turning(n) + step },
        then { type Turning = std::num::Wrapping<u8>; let step = Turning::default(); move |n: Turning| n + step },
        both { let none = 9; move |outcome: Result<std::num::Wrapping<u8>, _>| outcome.map_or(none, |n| n.0) },
    };
    assert_eq!(success_result_of(d), 0);
}

#[test]
fn the_type_of_what_it_gives_may_be_written() {
    let d = chain! {
        succeed(1_u8);
        then |n| -> Result<u8, A> {
            if n > 1 {
                return Err(A(n));
            }
            Ok(n)
        },
        then |n| -> Deferred<HashMap<u8, u8>, (B,)> { Deferred::succeed(HashMap::from([(n, n)])) },
        then |map: HashMap<u8, u8>| -> usize { map.len() },
    };
    let d: Deferred<usize, (A, B)> = d;
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn captures_need_move_as_closures_do() {
    let (name, count) = (String::from("x"), 3);
    let d = chain! { succeed(()); then move |()| name.repeat(count), then move |text| text.len() + count };
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn blocks_return_and_question_mark_are_of_the_closure() {
    let read = |text: &'static str| -> Deferred<u8, (ParseIntError, A)> {
        chain! {
            succeed(text);
            then |text| {
                let n: u8 = text.parse()?;
                Ok::<u8, ParseIntError>(n)
            },
            then |n| {
                if n == 0 {
                    return Ok(100);
                }
                for divisor in 2..n {
                    if n % divisor == 0 {
                        return Err(A(divisor));
                    }
                }
                Ok(n)
            },
        }
    };
    assert_eq!(success_result_of(read("7")), 7);
    assert_eq!(success_result_of(read("0")), 100);
    assert_eq!(failure_result_of(read("9")).trap::<A, _>().expect("not a prime"), A(3));
    assert!(failure_result_of(read("x")).is::<ParseIntError>());
}

#[test]
fn macros_and_attributes_may_stand_inside() {
    let d = chain! {
        succeed(3_u8);
        then |n| vec![n, 1, 2],
        then |list| format!("{list:?}, {}, {}", list.len(), 1),
        then |#[allow(unused_variables)] text| 4_u8,
        then |n| {
            #[allow(unused_variables)]
            let unused = n;
            #[cfg(not(test))]
            compile_error!("only tests see this");
            matches!(n, 1 | 4 | 7)
        },
        inspect |yes| assert!(*yes, "{}, {}", 1, 2),
    };
    assert!(success_result_of(d));
}

#[test]
fn a_chain_may_stand_inside_a_chain() {
    let d: Deferred<u8, (A, B)> = chain! {
        succeed(1_u8);
        then |n| chain! {
            succeed(n);
            then |m| if m > 9 { Err(A(m)) } else { Ok(m) },
            then move |m| chain! { succeed(m + n); then |k| if k > 9 { Err(B(k)) } else { Ok(k) } },
        },
        then |n| n * 10,
        then |n| succeed(n).pipe(chain! { then |n| n + 1, finally || () }),
    };
    assert_eq!(success_result_of(d), 21);
}

#[test]
fn branches_and_matches_keep_their_commas_and_elses() {
    let d = chain! {
        succeed(Some(3_u8));
        then |n| match n { Some(1) | Some(2) => 1, Some(then) if then > 2 => then, _ => 0 },
        then |n| if n > 2 { n } else if n > 1 { 1 } else { 2 },
        then |n| if let Some(m) = n.checked_sub(1) && m > 1 { m } else { 0 },
        then |n| match n { 2 => { 'b' } _ => { 'x' } },
    };
    assert_eq!(success_result_of(d), 'b');
}

#[test]
fn operators_are_not_taken_for_bars_and_brackets() {
    let d = chain! {
        succeed(1_u8);
        then |n| n | 4,
        then |n| (n) | 8 | n,
        then |n| [n][0] | 16,
        then |n| n << 1 >> 1,
        then |n| n > 3 && n < 100,
        then |yes| yes & true,
        then |yes| !yes,
    };
    assert!(!success_result_of(d));
}

#[test]
fn type_arguments_keep_their_commas() {
    let d = chain! {
        succeed(1_u8);
        then |n| HashMap::<u8, u8>::from([(n, 1)]),
        then |map| map.into_iter().collect::<BTreeMap<u8, u8>>(),
        then |map| Ok::<Pair<u8, usize>, Pair<u8, BTreeMap<u8, u8>>>(Pair::<u8, usize>(1, map.len())),
        then |Pair(a, b)| usize::from(a) + b,
    };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn closures_may_stand_inside_closures() {
    let d = chain! {
        succeed(vec![1_u8, 2, 3]);
        then |list| list.into_iter().map(|n| n + 1).fold(1, |sum, n| sum * 2 + n),
        then |sum| move |n: u8, m: u8| sum + n + m,
        then |add| add(1, 2),
        then |n| { let f = |a, b| a + b; f(n, 1) },
    };
    assert_eq!(success_result_of(d), 30);
}

#[test]
fn a_closure_may_give_another_deferred_or_any_result() {
    let d: Deferred<u8, (A, B)> = chain! {
        succeed(1_u8);
        then |n| if n == 1 { succeed(n) } else { succeed(0) },
        then |n| Deferred::<u8, (A,)>::succeed(n),
        then |n| Ok::<u8, OneOf<(B, A)>>(n),
        then |n| fail::<u8, _>(B(n)),
    };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the second"), B(1));
}

#[test]
fn loops_labels_and_unsafe_blocks() {
    let d = chain! {
        succeed(3_u8);
        then |n| 'found: { for m in 0..n { if m == 2 { break 'found m } } 0 },
        // SAFETY: it is one of the pointer's own bytes.
        then |n| unsafe { *std::ptr::from_ref(&n) },
        then |mut n| loop { n += 1; if n > 5 { break n } },
    };
    assert_eq!(success_result_of(d), 6);
}

/// A module that is called like a stage.
mod inspect {
    #[derive(Debug)]
    pub struct Error;
}

#[test]
fn the_type_behind_an_arrow_may_have_a_second_argument_that_begins_like_a_stage() {
    let d = chain! {
        deferred::succeed(1_u8);
        then |n| -> Result<u8, inspect::Error> { if n == 1 { Err(inspect::Error) } else { Ok(n) } },
        catch |_: inspect::Error| 7,
    };
    assert_eq!(deferred::testing::success_result_of(d), 7);
}
