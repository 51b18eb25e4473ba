//! `trap_any` takes several members at once, in whatever order they are asked for.

use crate::errors::*;
use deferred::{ErrorSet, Failure, OneOf};

/// Which of `Asked` a value of `R` comes out as, or of the rest, for each member of `R`.
macro_rules! splits {
    ($set:ty: asked $asked:ty => $($taken:ident)*; rest $rest:ty => $($left:ident)*) => {
        $(
            let error = $taken { payload: 40 };
            let taken: OneOf<$asked> = OneOf::<$set>::new(error.clone()).trap_any().expect("it was asked for");
            assert_eq!(taken.trap::<$taken, _>().expect("the same member"), error);
            let failure: Failure<$set> = Failure::new(error.clone());
            let raised = failure.raised();
            let taken: Failure<$asked> = failure.trap_any().expect("it was asked for");
            assert_eq!(taken.raised(), raised);
            assert_eq!(taken.trap::<$taken, _>().expect("the same member"), error);
        )*
        $(
            let error = $left { payload: 41 };
            let rest: OneOf<$rest> =
                OneOf::<$set>::new(error.clone()).trap_any::<$asked, _>().expect_err("it was not asked for");
            assert_eq!(rest.trap::<$left, _>().expect("the same member"), error);
            let failure: Failure<$set> = Failure::new(error.clone());
            let raised = failure.raised();
            let rest: Failure<$rest> = failure.trap_any::<$asked, _>().expect_err("it was not asked for");
            assert_eq!(rest.raised(), raised);
            assert_eq!(rest.trap::<$left, _>().expect("the same member"), error);
        )*
    };
}

#[test]
fn in_the_order_of_the_set() {
    splits!((E0, E1, E2, E3): asked (E0, E1) => E0 E1; rest (E2, E3) => E2 E3);
    splits!((E0, E1, E2, E3): asked (E1, E3) => E1 E3; rest (E0, E2) => E0 E2);
}

#[test]
fn in_another_order() {
    splits!((E0, E1, E2, E3): asked (E3, E0) => E3 E0; rest (E1, E2) => E1 E2);
    splits!((E0, E1, E2, E3): asked (E2, E0, E1) => E2 E0 E1; rest (E3,) => E3);
}

#[test]
fn one_or_none_or_all() {
    splits!((E0, E1): asked (E1,) => E1; rest (E0,) => E0);
    splits!((E0, E1): asked () => ; rest (E0, E1) => E0 E1);
    splits!((E0, E1): asked (E1, E0) => E1 E0; rest () => );
    splits!((E0,): asked (E0,) => E0; rest () => );
}

#[test]
fn half_of_sixteen() {
    splits!(
        All: asked (E15, E13, E11, E9, E7, E5, E3, E1) => E15 E13 E11 E9 E7 E5 E3 E1;
        rest (E0, E2, E4, E6, E8, E10, E12, E14) => E0 E2 E4 E6 E8 E10 E12 E14
    );
}

#[test]
fn all_of_sixteen() {
    splits!(
        All: asked Reversed => E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15;
        rest () =>
    );
}

#[test]
fn the_rest_of_a_rest_keeps_its_order() {
    type Ten = (E5, E6, E7, E8, E9, E10, E11, E12, E13, E14);
    fn members<R: ErrorSet>(_: &OneOf<R>) -> usize {
        R::LEN
    }
    let one: OneOf<All> = OneOf::new(E12 { payload: 3 });
    let Err(rest) = one.trap_any::<(E4, E2, E0), _>() else { panic!("it is an E12") };
    assert_eq!(members(&rest), 13);
    let Err(rest) = rest.trap_any::<(E15, E1, E3), _>() else { panic!("it is an E12") };
    let rest: OneOf<Ten> = rest;
    assert_eq!(rest.trap::<E12, _>().expect("the member"), E12 { payload: 3 });
}
