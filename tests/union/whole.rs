//! A whole set more: what a Deferred, a `Failure` or a `OneOf` may have.

use crate::errors::{A, B, C, D, E};
use crate::replies::{Reply, later, outcome_of, ready, with_failure};
use deferred::{Deferred, OneOf, chain};

/// `before + added = after`, for each form of reply and each error.
macro_rules! union {
    (($($before:ident),*) + ($($added:ident),*) = ($($after:ident),*)) => {{
        type Before = ($($before,)*);
        type Added = ($($added,)*);
        type After = ($($after,)*);
        type Join = fn(Reply<Before>, Reply<Added>) -> Deferred<u8, After>;
        let joins: [Join; 6] = [
            |source, reply| chain! { source; then move |_| reply },
            |source, reply| chain! { source; then move |_| with_failure(reply) },
            |source, reply| chain! { source; then move |_| ready(reply) },
            |source, reply| chain! { source; then move |_| later(reply) },
            |source, reply| chain! { later(source); then move |_| ready(reply) },
            |source, reply| chain! { later(source); then move |_| later(reply) },
        ];
        for join in joins {
            assert_eq!(outcome_of(join(Ok(1), Ok(2))), "value 2");
            $(
                let error = OneOf::<Before>::new($before(3));
                assert_eq!(outcome_of(join(Err(error), Ok(2))), concat!("error ", stringify!($before), "(3)"));
            )*
            $(
                let error = OneOf::<Added>::new($added(4));
                assert_eq!(outcome_of(join(Ok(1), Err(error))), concat!("error ", stringify!($added), "(4)"));
            )*
        }
    }};
}

#[test]
fn disjoint_sets_are_put_one_after_the_other() {
    union!((A) + (B) = (A, B));
    union!((A, B) + (C, D) = (A, B, C, D));
    union!((D, A) + (C, B) = (D, A, C, B));
    union!((E) + (A, B, C, D) = (E, A, B, C, D));
}

#[test]
fn an_equal_set_changes_nothing() {
    union!((A) + (A) = (A));
    union!((A, B, C) + (A, B, C) = (A, B, C));
}

#[test]
fn the_same_set_in_another_order_changes_nothing() {
    union!((A, B) + (B, A) = (A, B));
    union!((A, B, C) + (C, A, B) = (A, B, C));
    union!((C, A, D, B) + (A, B, C, D) = (C, A, D, B));
}

#[test]
fn of_sets_that_overlap_only_the_new_members_are_added() {
    union!((A, B) + (C, B, D) = (A, B, C, D));
    union!((A, B) + (B, C) = (A, B, C));
    union!((A, B) + (C, A) = (A, B, C));
    union!((A, B, C) + (E, B, D, A) = (A, B, C, E, D));
}

#[test]
fn a_part_of_the_set_changes_nothing() {
    union!((A, B, C) + (B) = (A, B, C));
    union!((A, B, C) + (C, A) = (A, B, C));
}

#[test]
fn an_empty_set_changes_nothing_and_nothing_becomes_the_other_set() {
    union!(() + () = ());
    union!((A, B) + () = (A, B));
    union!(() + (B, A) = (B, A));
}
