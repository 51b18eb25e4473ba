//! Up to sixteen errors in flight.

use crate::errors::*;
use crate::replies::{Reply, outcome_of, ready};
use deferred::{Deferred, OneOf, chain};

type All = (E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15);
type Reversed = (E15, E14, E13, E12, E11, E10, E9, E8, E7, E6, E5, E4, E3, E2, E1, E0);
type FirstHalf = (E0, E1, E2, E3, E4, E5, E6, E7);
type SecondHalf = (E8, E9, E10, E11, E12, E13, E14, E15);

/// Each of the members fails in `$fail` and comes out as itself.
macro_rules! each_comes_out {
    ($($x:ident)+; $set:ty => $fail:expr) => {$(
        let error = OneOf::<$set>::new($x(9));
        assert_eq!(outcome_of($fail(Err(error))), concat!("error ", stringify!($x), "(9)"));
    )+};
}

#[test]
fn a_set_grows_to_sixteen_one_by_one() {
    macro_rules! grown {
        ($failing:expr; $($n:literal $x:ident)+) => {
            chain! {
                ready(Ok::<u8, OneOf<()>>(0));
                $(then move |n| if $failing == $n { Err($x($n)) } else { Ok(n + 1) },)+
            }
        };
    }
    for failing in 0..=16_u8 {
        let d: Deferred<u8, All> = grown!(failing;
            0 E0 1 E1 2 E2 3 E3 4 E4 5 E5 6 E6 7 E7 8 E8 9 E9 10 E10 11 E11 12 E12 13 E13 14 E14 15 E15);
        let expected =
            if failing < 16 { format!("error E{failing}({failing})") } else { "value 16".to_owned() };
        assert_eq!(outcome_of(d), expected);
    }
}

#[test]
fn two_halves_make_sixteen() {
    let join = |source: Reply<FirstHalf>, reply: Reply<SecondHalf>| -> Deferred<u8, All> {
        chain! { source; then move |_| ready(reply) }
    };
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7; FirstHalf => |error| join(error, Ok(1)));
    each_comes_out!(E8 E9 E10 E11 E12 E13 E14 E15; SecondHalf => |error| join(Ok(1), error));
}

#[test]
fn one_and_fifteen_make_sixteen() {
    type Fifteen = (E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15);
    let join = |source: Reply<(E0,)>, reply: Reply<Fifteen>| -> Deferred<u8, All> {
        chain! { source; then move |_| ready(reply) }
    };
    each_comes_out!(E0; (E0,) => |error| join(error, Ok(1)));
    each_comes_out!(E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15; Fifteen => |error| join(Ok(1), error));
}

/// Of three errors that are added at once, each may be known or new.
#[test]
fn known_and_new_errors_may_alternate_in_any_way() {
    type Some = (E8, E0, E1, E2, E3, E4, E9, E5, E10, E6, E7, E11, E12, E13, E14, E15);
    type Others = (E8, E9, E0, E1, E10, E2, E11, E12, E13, E3, E14, E15, E4, E5, E6, E7);
    let some = |source: Reply<FirstHalf>, reply: Reply<Some>| -> Deferred<u8, All> {
        chain! { source; then move |_| ready(reply) }
    };
    let others = |source: Reply<FirstHalf>, reply: Reply<Others>| -> Deferred<u8, All> {
        chain! { source; then move |_| ready(reply) }
    };
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7; FirstHalf => |error| some(error, Ok(1)));
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15; Some => |error| some(Ok(1), error));
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7; FirstHalf => |error| others(error, Ok(1)));
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15; Others => |error| others(Ok(1), error));
}

#[test]
fn sixteen_and_the_same_sixteen_are_sixteen() {
    let join = |source: Reply<All>, reply: Reply<Reversed>| -> Deferred<u8, All> {
        chain! { source; then move |_| ready(reply) }
    };
    each_comes_out!(E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15; All => |error| join(error, Ok(1)));
    each_comes_out!(
        E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15; Reversed => |error| join(Ok(1), error)
    );
}

#[test]
fn after_a_catch_there_is_room_again() {
    type After = (E0, E1, E2, E4, E5, E6, E7, E8, E10, E11, E12, E13, E14, E15, E9, u8);
    let join = |source: Reply<All>, reply: Reply<(E9, u8)>| -> Deferred<u8, After> {
        chain! { source; catch E9 | E3 => move |_| ready(reply) }
    };
    each_comes_out!(E0 E1 E2 E4 E5 E6 E7 E8 E10 E11 E12 E13 E14 E15; All => |error| join(error, Ok(1)));
    assert_eq!(outcome_of(join(Err(OneOf::new(E3(1))), Err(OneOf::new(E9(2))))), "error E9(2)");
    assert_eq!(outcome_of(join(Err(OneOf::new(E9(1))), Err(OneOf::new(7_u8)))), "error 7");
}

#[test]
fn sixteen_are_caught_one_by_one() {
    macro_rules! caught {
        ($source:expr; $($n:literal $x:ident)+) => {
            chain! { $source; $(catch |$x(payload): $x| payload + $n,)+ raises nothing }
        };
    }
    macro_rules! check {
        ($($n:literal $x:ident)+) => {$(
            let source: Reply<All> = Err(OneOf::new($x(100)));
            let d: Deferred<u8> = caught!(source;
                0 E0 1 E1 2 E2 3 E3 4 E4 5 E5 6 E6 7 E7 8 E8 9 E9 10 E10 11 E11 12 E12 13 E13 14 E14 15 E15);
            assert_eq!(outcome_of(d), format!("value {}", 100 + $n));
        )+};
    }
    check!(0 E0 1 E1 2 E2 3 E3 4 E4 5 E5 6 E6 7 E7 8 E8 9 E9 10 E10 11 E11 12 E12 13 E13 14 E14 15 E15);
}
