//! `widen`: the same error in a larger set or in another order.

use crate::errors::*;
use crate::walks::{for_each_member, for_each_size};
use deferred::{Failure, OneOf};

/// Each member of `R` goes to `S` and is there what it was.
macro_rules! widens {
    ($set:ty => $wide:ty: $($x:ident)+) => {$(
        let error = $x { payload: 50 };
        let wide: OneOf<$wide> = OneOf::<$set>::new(error.clone()).widen();
        assert_eq!(wide.type_name(), std::any::type_name::<$x>());
        assert_eq!(wide.trap::<$x, _>().expect("the same member"), error);

        let failure: Failure<$set> = Failure::new(error.clone());
        let raised = failure.raised();
        let wide: Failure<$wide> = failure.widen();
        assert_eq!(wide.raised(), raised);
        assert_eq!(wide.trap::<$x, _>().expect("the same member"), error);
    )+};
}

#[test]
fn every_set_goes_into_the_largest_one_in_both_orders() {
    macro_rules! size {
        ($($x:ident)+) => {
            widens!(($($x,)+) => All: $($x)+);
            widens!(($($x,)+) => Reversed: $($x)+);
        };
    }
    for_each_size!(size);
}

#[test]
fn every_set_goes_into_its_own_reverse_and_into_itself() {
    macro_rules! reversed {
        ([$($back:ident)*] $($x:ident)+;) => {
            widens!(($($x,)+) => ($($back,)*): $($x)+);
            widens!(($($back,)*) => ($($x,)+): $($x)+);
            widens!(($($x,)+) => ($($x,)+): $($x)+);
        };
        ([$($back:ident)*] $($x:ident)+; $next:ident $($rest:ident)*) => {
            reversed!([$next $($back)*] $($x)+; $($rest)*);
        };
    }
    macro_rules! size {
        ($($x:ident)+) => { reversed!([] $($x)+; $($x)+); };
    }
    for_each_size!(size);
}

#[test]
fn a_single_member_goes_to_every_place_of_sixteen() {
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            widens!(($x,) => All: $x);
            widens!(($x,) => Reversed: $x);
        };
    }
    for_each_member!(member of E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);
}

#[test]
fn strangers_may_stand_between_the_members() {
    widens!((E3, E1) => (E0, E1, E2, E3, E4): E3 E1);
    widens!((E3, E1) => (E1, E7, E3): E3 E1);
    widens!((E1, E3) => (E9, E3, E8, E1, E7): E3 E1);
}

#[test]
fn what_was_put_into_the_largest_set_is_found_from_both_ends() {
    let wide: OneOf<Reversed> = OneOf::<All>::new(E0 { payload: 1 }).widen();
    assert_eq!(wide.downcast_ref::<E0>(), Some(&E0 { payload: 1 }));
    let back: OneOf<All> = wide.widen();
    assert_eq!(back.downcast_ref::<E0>(), Some(&E0 { payload: 1 }));
}
