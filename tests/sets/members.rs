//! In every set of 1 to 16, at every place: what was put in is taken out, and trapping another leaves it alone.

use crate::errors::*;
use crate::walks::{for_each_member, for_each_size};
use deferred::{ErrorSet, Failure, Has, OneOf};

/// What is put into a set as an `X` is trapped as that `X`; the set is `Rest` without it.
fn goes_in_and_comes_out<R, X, Rest, Place>(payload: u64)
where
    R: Has<X, Place, Rest = Rest>,
    Rest: ErrorSet,
    X: Numbered,
{
    let error = X::with(payload);
    assert_eq!(OneOf::<R>::new(error.clone()).trap::<X, _>().expect("one of"), error);
    assert_eq!(Failure::<R>::new(error.clone()).trap::<X, _>().expect("a failure"), error);
    assert_eq!(Failure::<R>::new(error.clone()).into_error().trap::<X, _>().expect("into_error"), error);
}

/// An `X` is not taken for a `Y`: it is one of the rest, with what it had.
fn is_left_alone<R, X, Y, PlaceX, PlaceY, PlaceLeft>(payload: u64)
where
    R: Has<X, PlaceX> + Has<Y, PlaceY>,
    <R as Has<Y, PlaceY>>::Rest: Has<X, PlaceLeft>,
    X: Numbered,
    Y: Numbered,
{
    let error = X::with(payload);
    let rest = OneOf::<R>::new(error.clone()).trap::<Y, PlaceY>().expect_err("it is no Y");
    assert!(!rest.is::<Y>());
    assert_eq!(rest.trap::<X, PlaceLeft>().expect("one of"), error);

    let failure = Failure::<R>::new(error.clone());
    let raised = failure.raised();
    let rest = failure.trap::<Y, PlaceY>().expect_err("it is no Y");
    assert_eq!(rest.raised(), raised);
    assert_eq!(rest.trap::<X, PlaceLeft>().expect("a failure"), error);
}

#[test]
fn what_goes_in_comes_out_at_every_place_of_every_size() {
    let mut payload = 1000;
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            payload += 1;
            goes_in_and_comes_out::<
                ($($before,)* $x, $($after,)*), $x, ($($before,)* $($after,)*), _
            >(payload);
        };
    }
    macro_rules! size {
        ($($x:ident)+) => { for_each_member!(member of $($x)+); };
    }
    for_each_size!(size);
    assert_eq!(payload, 1000 + (1..=16).sum::<u64>());
}

#[test]
fn trapping_another_member_leaves_the_value_alone() {
    let mut pairs = 0;
    macro_rules! others {
        ($set:ty, $x:ident: $($y:ident)*) => {$(
            pairs += 1;
            is_left_alone::<$set, $x, $y, _, _, _>(pairs);
        )*};
    }
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            others!(($($before,)* $x, $($after,)*), $x: $($before)* $($after)*);
        };
    }
    macro_rules! size {
        ($($x:ident)+) => { for_each_member!(member of $($x)+); };
    }
    for_each_size!(size);
    assert_eq!(pairs, (1..=16).map(|size| size * (size - 1)).sum::<u64>());
}

#[test]
fn a_set_knows_its_size() {
    macro_rules! size {
        ($($x:ident)+) => {
            assert_eq!(<($($x,)+) as ErrorSet>::LEN, [$(stringify!($x)),+].len());
        };
    }
    for_each_size!(size);
    assert_eq!(<() as ErrorSet>::LEN, 0);
}

#[test]
fn a_set_of_one_gives_its_only_member() {
    assert_eq!(OneOf::<(E3,)>::new(E3 { payload: 5 }).only(), E3 { payload: 5 });
    assert_eq!(Failure::<(E3,)>::new(E3 { payload: 6 }).only(), E3 { payload: 6 });
}

#[test]
fn trapping_one_after_the_other_ends_with_the_member_that_is_there() {
    let failure: Failure<(E0, E1, E2)> = Failure::new(E1 { payload: 8 });
    let Err(failure) = failure.trap::<E0, _>() else { panic!("it is no E0") };
    let Err(failure) = failure.trap::<E2, _>() else { panic!("it is no E2") };
    assert_eq!(failure.only(), E1 { payload: 8 });
}

#[test]
fn members_may_be_of_any_type_that_is_debug_and_static() {
    type Foreign = (std::fmt::Error, &'static str, Option<u8>, (u8, bool), [u16; 2], fn(u8) -> u8, Box<str>);
    let mut seen = Vec::new();
    seen.push(format!("{:?}", OneOf::<Foreign>::new(std::fmt::Error)));
    seen.push(format!("{:?}", OneOf::<Foreign>::new("text")));
    seen.push(format!("{:?}", OneOf::<Foreign>::new(Some(3_u8))));
    seen.push(format!("{:?}", OneOf::<Foreign>::new((4_u8, true))));
    seen.push(format!("{:?}", OneOf::<Foreign>::new([5_u16, 6])));
    seen.push(format!("{:?}", OneOf::<Foreign>::new(Box::<str>::from("boxed"))));
    assert_eq!(seen, ["Error", "\"text\"", "Some(3)", "(4, true)", "[5, 6]", "\"boxed\""]);
}
