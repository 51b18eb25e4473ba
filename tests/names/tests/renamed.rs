//! `twisted = { package = "deferred" }`: there is no crate of the name `deferred` here.

use std::num::ParseIntError;
use twisted::testing::success_result_of;
use twisted::{Deferred, OneOf, chain, drawn, join, list, match_error, railway, raises, run, succeed};

#[derive(Debug)]
struct Odd;

#[raises(ParseIntError, Odd, crate = twisted)]
fn even(text: &str) -> u32 {
    let n = text.parse::<u32>()?;
    if n % 2 == 0 { Ok(n) } else { Err(Odd)? }
}

/// A stage of each kind, and a source of each.
#[railway]
fn every_stage(text: &'static str) -> Deferred<u32> {
    chain! {
        maybe text.trim();
        then even,
        then Deferred::<_, (Odd,)>::succeed,
        inspect |n| assert!(*n > 0),
        finally || (),
        raises ParseIntError | Odd,
        raises at most Odd | ParseIntError,
        catch ParseIntError | Odd => |e| { let _: OneOf<(ParseIntError, Odd)> = e; 0 },
        both |outcome| outcome.unwrap_or(0),
        raises nothing,
    }
}

#[test]
fn a_chain_works_under_another_name() {
    assert_eq!(success_result_of(every_stage(" 42 ")), 42);
    assert_eq!(success_result_of(every_stage("41")), 0);
}

#[test]
fn pipelines_work_under_another_name() {
    let stated = chain! { for u32 raises Odd; then |n| n + 1, catch |_: Odd| 0 };
    let implied = chain! { then |n: u32| n + 1 };
    assert_eq!(success_result_of(Deferred::succeed(1).pipe(stated).pipe(implied)), 3);
}

#[test]
fn join_and_list_work_under_another_name() {
    let (one, (two,)) = success_result_of(join!(succeed(1), list!(succeed(2))));
    assert_eq!((one, two.unwrap()), (1, 2));
    assert_eq!(success_result_of(join!(cancel rest; succeed(1), succeed(2))), (1, 2));
}

#[test]
fn what_is_drawn_matched_and_run_works_under_another_name() {
    let (length, railway) = drawn! { for u32 raises Odd; then |n| n + 1, catch |_: Odd| 0 };
    assert!(railway.to_string().contains("catch Odd"));
    assert_eq!(success_result_of(length(Deferred::fail(Odd))), 0);
    let error: OneOf<(ParseIntError, Odd)> = OneOf::new(Odd);
    assert_eq!(match_error! { error; Odd => 1, _: ParseIntError => 2 }, 1);
    assert_eq!(success_result_of(run!(async { 3 })), 3);
}
