//! Looking at the error without taking it out: `is`, `check`, `downcast_ref`, `type_name`, printing, `source`.

use crate::errors::*;
use crate::walks::{for_each_member, for_each_size};
use deferred::{Failure, Has, OneOf};
use std::error::Error;

/// Of all sixteen types, which ones a value says that it is.
macro_rules! types_of {
    ($value:expr) => { types_of!($value; E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15) };
    ($value:expr; $($x:ident)+) => {{
        let mut types: Vec<&str> = Vec::new();
        $(if $value.is::<$x>() { types.push(stringify!($x)); })+
        types
    }};
}

/// An error is what it is, and nothing else.
fn is_an<R, X, Place>(name: &str, payload: u64)
where
    R: Has<X, Place>,
    X: Numbered,
{
    let error = X::with(payload);
    let one_of: OneOf<R> = OneOf::new(error.clone());
    assert_eq!(types_of!(one_of), [name]);
    assert_eq!(one_of.downcast_ref::<X>(), Some(&error));
    assert_eq!(one_of.downcast_ref::<Origin>(), None);
    assert_eq!(one_of.type_name(), std::any::type_name::<X>());
    assert_eq!(format!("{one_of:?}"), format!("{error:?}"));
    assert_eq!(format!("{one_of:#?}"), format!("{error:#?}"));

    let failure: Failure<R> = Failure::new(error.clone());
    assert_eq!(types_of!(failure), [name]);
    assert_eq!(failure.check::<X>(), Some(&error));
    assert_eq!(failure.check::<Origin>(), None);
    assert_eq!(failure.type_name(), std::any::type_name::<X>());
}

#[test]
fn an_error_is_of_its_own_type_and_of_no_other() {
    let mut payload = 0;
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            payload += 1;
            is_an::<($($before,)* $x, $($after,)*), $x, _>(stringify!($x), payload);
        };
    }
    macro_rules! size {
        ($($x:ident)+) => { for_each_member!(member of $($x)+); };
    }
    for_each_size!(size);
}

#[test]
fn a_set_whose_members_are_all_displayed_is_displayed() {
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            let one_of: OneOf<All> = OneOf::new($x { payload: 9 });
            assert_eq!(one_of.to_string(), concat!(stringify!($x), " says 9"));
            let failure: Failure<All> = Failure::new($x { payload: 9 });
            let raised = failure.raised();
            assert_eq!(failure.to_string(), format!("{} says 9 (raised at {raised})", stringify!($x)));
        };
    }
    for_each_member!(member of E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);
}

#[test]
fn a_set_whose_members_are_all_errors_is_an_error_whose_source_is_the_member() {
    macro_rules! member {
        ([$($before:ident)*] $x:ident [$($after:ident)*]) => {
            for payload in 0..6 {
                let expected = (payload < 4).then(|| format!("origin {payload}"));
                let one_of: OneOf<All> = OneOf::new($x { payload });
                let failure: Failure<All> = Failure::new($x { payload });
                let errors: [Box<dyn Error>; 2] = [Box::new(one_of), Box::new(failure)];
                for error in errors {
                    let member = error.source().expect("it is the member itself");
                    assert_eq!(member.to_string(), format!("{} says {payload}", stringify!($x)));
                    assert_eq!(member.source().map(ToString::to_string), expected);
                }
            }
        };
    }
    for_each_member!(member of E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);
}

#[test]
fn a_set_whose_members_are_all_cloned_is_cloned() {
    let one: OneOf<All> = OneOf::new(E9 { payload: 4 });
    let other = one.clone();
    assert_eq!(one.trap::<E9, _>().expect("the member"), E9 { payload: 4 });
    assert_eq!(other.trap::<E9, _>().expect("the member"), E9 { payload: 4 });
}

#[test]
fn formatting_flags_reach_the_member() {
    let one: OneOf<(E0, f64)> = OneOf::new(1.5_f64);
    assert_eq!(format!("{one:8.3?}|"), format!("{:8.3?}|", 1.5_f64));
    let one: OneOf<(E0, f64)> = OneOf::new(1.5_f64);
    assert_eq!(format!("{one:<8.3}|"), "1.500   |");
}
