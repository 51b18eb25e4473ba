//! `deferred` out of another crate: re-exported, its macros renamed, and in `macro_rules!` of that crate.

#![allow(clippy::needless_question_mark, reason = "what `?` does is what is tested")]

use deferred_mid::deferred::testing::success_result_of;
use deferred_mid::deferred::{self as other, Deferred, succeed};
use deferred_mid::{Odd, both, halved, link, outcomes, pair, pair_of_outcomes, parses};
use std::num::ParseIntError;

#[other::raises(ParseIntError, crate = deferred_mid::deferred)]
fn number(text: &str) -> u32 {
    Ok(text.parse::<u32>()?)
}

#[test]
fn a_macro_is_called_by_the_path_of_the_re_export() {
    let d = deferred_mid::deferred::chain! { succeed("7"); then number, catch |_: ParseIntError| 0 };
    assert_eq!(success_result_of(d), 7);
    assert_eq!(success_result_of(deferred_mid::deferred::join!(succeed(1), succeed(2))), (1, 2));
}

#[test]
fn a_macro_is_re_exported_under_another_name() {
    let d: Deferred<u32> = link! { succeed(1); then |n| n + 1 };
    assert_eq!(success_result_of(both!(d, succeed(3))), (2, 3));
    let (one,) = success_result_of(outcomes!(succeed(1)));
    assert_eq!(one.unwrap(), 1);
}

#[test]
fn a_chain_stands_in_a_macro_of_another_crate() {
    let d: Deferred<u32> = halved! { succeed(8), catch |odd: Odd| odd.0 };
    assert_eq!(success_result_of(d), 4);
    let d = halved! { succeed(7), then |n| n + 1, catch |odd: Odd| odd.0 };
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn join_and_list_stand_in_macros_of_another_crate() {
    assert_eq!(success_result_of(pair!(succeed(1), succeed('a'))), (1, 'a'));
    let (one, other) = success_result_of(pair_of_outcomes!(succeed(1), succeed('a')));
    assert_eq!((one.unwrap(), other.unwrap()), (1, 'a'));
}

#[test]
fn raises_stands_in_a_macro_of_another_crate() {
    parses!(parsed);
    let d = link! { succeed("7"); then parsed, catch |odd: Odd| odd.0 + 1, catch |_: ParseIntError| 0 };
    assert_eq!(success_result_of(d), 8);
}
