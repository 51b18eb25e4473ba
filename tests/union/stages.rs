//! Which sets each stage joins: not all of them begin with what was in flight before.

use crate::errors::{A, B, C, D};
use crate::replies::{Reply, later, outcome_of, ready, with_failure};
use deferred::{Deferred, OneOf, chain};

/// The same stage for each form that its callback's reply can have.
macro_rules! in_each_form {
    ($check:ident) => {
        $check!(|reply| reply);
        $check!(with_failure);
        $check!(ready);
        $check!(later);
    };
}

/// One of `S`, made of an error.
macro_rules! one {
    ($error:expr) => {
        Err(OneOf::new($error))
    };
}

#[test]
fn a_pair_has_what_its_callback_and_then_what_its_errback_raises() {
    macro_rules! check {
        ($form:expr) => {
            let pair = |source: Reply<(D,)>, f: Reply<(A, B)>, g: Reply<(C, B)>| -> Deferred<u8, (A, B, C)> {
                chain! { ready(source); then move |_| ($form)(f) else move |_| ($form)(g) }
            };
            assert_eq!(outcome_of(pair(Ok(1), Ok(2), Ok(3))), "value 2");
            assert_eq!(outcome_of(pair(Ok(1), one!(A(4)), Ok(3))), "error A(4)");
            assert_eq!(outcome_of(pair(Ok(1), one!(B(5)), Ok(3))), "error B(5)");
            assert_eq!(outcome_of(pair(one!(D(6)), Ok(2), Ok(3))), "value 3");
            assert_eq!(outcome_of(pair(one!(D(6)), Ok(2), one!(C(7)))), "error C(7)");
            assert_eq!(outcome_of(pair(one!(D(6)), Ok(2), one!(B(8)))), "error B(8)");
        };
    }
    in_each_form!(check);
}

#[test]
fn the_halves_of_a_pair_may_give_different_forms() {
    let pair = |source: Reply<(D,)>, f: Reply<(A, B)>, g: Reply<(C, B)>| -> Deferred<u8, (A, B, C)> {
        chain! { ready(source); then move |_| with_failure(f) else move |_| later(g) }
    };
    assert_eq!(outcome_of(pair(Ok(1), one!(B(4)), Ok(3))), "error B(4)");
    assert_eq!(outcome_of(pair(one!(D(6)), Ok(2), one!(B(5)))), "error B(5)");
    let pair = |source: Reply<(D,)>, g: Reply<(C, B)>| -> Deferred<u8, (C, B)> {
        chain! { ready(source); then |n| n else move |_| g }
    };
    assert_eq!(outcome_of(pair(Ok(1), Ok(3))), "value 1");
    assert_eq!(outcome_of(pair(one!(D(6)), one!(B(5)))), "error B(5)");
}

#[test]
fn a_catch_has_what_is_left_and_then_what_its_handler_raises() {
    macro_rules! check {
        ($form:expr) => {
            let catch = |source: Reply<(A, B, C)>, g: Reply<(D, A)>| -> Deferred<u8, (A, C, D)> {
                chain! { ready(source); catch move |_: B| ($form)(g) }
            };
            assert_eq!(outcome_of(catch(Ok(1), Ok(2))), "value 1");
            assert_eq!(outcome_of(catch(one!(A(3)), Ok(2))), "error A(3)");
            assert_eq!(outcome_of(catch(one!(C(4)), Ok(2))), "error C(4)");
            assert_eq!(outcome_of(catch(one!(B(5)), Ok(2))), "value 2");
            assert_eq!(outcome_of(catch(one!(B(5)), one!(D(6)))), "error D(6)");
            assert_eq!(outcome_of(catch(one!(B(5)), one!(A(7)))), "error A(7)");
        };
    }
    in_each_form!(check);
}

#[test]
fn a_catch_whose_handler_raises_what_it_caught_puts_it_last() {
    let catch = |source: Reply<(A, B)>, g: Reply<(A,)>| -> Deferred<u8, (B, A)> {
        chain! { ready(source); catch move |_: A| g }
    };
    assert_eq!(outcome_of(catch(one!(A(1)), one!(A(2)))), "error A(2)");
    assert_eq!(outcome_of(catch(one!(B(3)), one!(A(2)))), "error B(3)");
}

#[test]
fn a_catch_of_everything_has_only_what_its_handler_raises() {
    macro_rules! check {
        ($form:expr) => {
            let catch = |source: Reply<(A, B)>, g: Reply<(C, A)>| -> Deferred<u8, (C, A)> {
                chain! { ready(source); catch move |_| ($form)(g) }
            };
            assert_eq!(outcome_of(catch(one!(A(1)), one!(A(2)))), "error A(2)");
            assert_eq!(outcome_of(catch(one!(B(1)), one!(C(3)))), "error C(3)");
            assert_eq!(outcome_of(catch(Ok(4), one!(C(3)))), "value 4");
        };
    }
    in_each_form!(check);
}

#[test]
fn both_has_only_what_its_callback_raises() {
    macro_rules! check {
        ($form:expr) => {
            let both = |source: Reply<(A, B)>, g: Reply<(C, A)>| -> Deferred<u8, (C, A)> {
                chain! { ready(source); both move |_| ($form)(g) }
            };
            assert_eq!(outcome_of(both(one!(B(1)), one!(A(2)))), "error A(2)");
            assert_eq!(outcome_of(both(Ok(1), one!(C(3)))), "error C(3)");
            assert_eq!(outcome_of(both(one!(A(1)), Ok(4))), "value 4");
        };
    }
    in_each_form!(check);
}

#[test]
fn finally_adds_what_its_callback_raises() {
    macro_rules! check {
        ($form:expr) => {
            let finally = |source: Reply<(A, B)>, g: Reply<(C, A)>| -> Deferred<u8, (A, B, C)> {
                chain! { ready(source); finally move || ($form)(g).map(|_| ()) }
            };
            assert_eq!(outcome_of(finally(Ok(1), Ok(2))), "value 1");
            assert_eq!(outcome_of(finally(Ok(1), one!(C(3)))), "error C(3)");
            assert_eq!(outcome_of(finally(Ok(1), one!(A(4)))), "error A(4)");
            assert_eq!(outcome_of(finally(one!(B(5)), Ok(2))), "error B(5)");
            assert_eq!(outcome_of(finally(one!(B(5)), one!(C(3)))), "error B(5)");
        };
    }
    in_each_form!(check);
}

#[test]
fn inspect_adds_nothing() {
    let inspect = |source: Reply<(A, B)>| -> Deferred<u8, (A, B)> {
        chain! { source; inspect |n| assert!(*n > 0) }
    };
    assert_eq!(outcome_of(inspect(Ok(1))), "value 1");
    assert_eq!(outcome_of(inspect(one!(B(2)))), "error B(2)");
}
