//! `both`, `inspect`, `finally` and `raises`.

use crate::errors::{A, B, Pair, fails_with_a, fails_with_b};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, fail, succeed};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn both_sees_a_value_and_a_failure() {
    let both = |source: Deferred<u8, (A, B)>| -> Deferred<String> {
        chain! {
            source;
            both |outcome| match outcome {
                Ok(n) => format!("value {n}"),
                Err(failure) => format!("error {:?}", failure.into_error()),
            },
        }
    };
    assert_eq!(success_result_of(both(Deferred::succeed(1))), "value 1");
    assert_eq!(success_result_of(both(fails_with_b(2))), "error B(2)");
}

#[test]
fn both_may_raise_or_pass_the_outcome_on() {
    let d: Deferred<u8, (A, B)> = chain! { fails_with_b(2); both |outcome| outcome };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("passed on"), B(2));
    let d: Deferred<u8, (Pair<u8, u8>,)> =
        chain! { fails_with_b(2); both |outcome: Outcome<u8, (A, B)>| outcome.map_err(|_| Pair(1_u8, 2_u8)) };
    assert_eq!(failure_result_of(d).only(), Pair(1, 2));
    let d: Deferred<bool, (B,)> =
        chain! { fails_with_a(2); both |outcome| Deferred::<bool, (B,)>::succeed(outcome.is_err()) };
    assert!(success_result_of(d));
}

#[test]
fn inspect_looks_at_the_value_and_leaves_it_alone() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let noted = seen.clone();
    let d: Deferred<String, (A,)> = chain! {
        Deferred::<String, (A,)>::succeed(String::from("x"));
        inspect move |text| noted.borrow_mut().push(text.clone()),
        inspect |text: &String| assert_eq!(text, "x"),
        inspect |_| {},
        then |text| text + "y",
    };
    assert_eq!(success_result_of(d), "xy");
    assert_eq!(*seen.borrow(), ["x"]);
    let d = chain! { fails_with_a(1); inspect |_| panic!("there is no value") };
    assert!(failure_result_of(d).is::<A>());
}

type Source = Deferred<u8, (A, B)>;

/// What each form of `finally` saw.
fn finallies(source: Source) -> (Source, Rc<RefCell<Vec<String>>>) {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let notes: [_; 4] = std::array::from_fn(|_| seen.clone());
    let [first, second, third, fourth] = notes;
    let d = chain! {
        source;
        finally move || first.borrow_mut().push("nothing".to_owned()),
        finally move |outcome| second.borrow_mut().push(format!("{:?}", outcome.expect("it ended").as_ref().ok())),
        finally move |_| third.borrow_mut().push("ignored".to_owned()),
        finally move |outcome: Option<&Outcome<u8, (A, B)>>| {
            let failure = outcome.expect("it ended").as_ref().err();
            fourth.borrow_mut().push(format!("{:?}", failure.and_then(|failure| failure.check::<A>())));
        },
    };
    (d, seen)
}

#[test]
fn finally_sees_nothing_or_the_outcome() {
    let (d, seen) = finallies(Deferred::succeed(1));
    assert_eq!(success_result_of(d), 1);
    assert_eq!(*seen.borrow(), ["nothing", "Some(1)", "ignored", "None"]);
    let (d, seen) = finallies(fails_with_a(2));
    assert!(failure_result_of(d).is::<A>());
    assert_eq!(*seen.borrow(), ["nothing", "None", "ignored", "Some(A(2))"]);
}

#[test]
fn finally_gives_nothing_a_result_or_a_deferred() {
    let d: Deferred<u8, (A, B, std::fmt::Error, u8)> = chain! {
        succeed(1_u8);
        finally || (),
        finally || {},
        finally || succeed(()),
        finally || Ok::<(), A>(()),
        finally || Ok::<(), Failure<(B,)>>(()),
        finally || Ok::<(), OneOf<(std::fmt::Error, A)>>(()),
        finally || Deferred::<(), (u8, B)>::succeed(()),
        finally |_| succeed(()),
        finally |_| Ok::<(), A>(()),
        finally |_| Deferred::<(), (u8, B)>::fail(B(3)),
        finally || Err(A(4)),
    };
    let failure = failure_result_of(d);
    assert_eq!(failure.check::<B>(), Some(&B(3)));
    assert_eq!(failure.suppressed().len(), 1);
}

#[test]
fn finally_is_waited_for() {
    let (closed, closing) = Deferred::<()>::pending();
    let d = chain! { succeed(1_u8); finally move || closing, then |n| n + 1 };
    let d = deferred::testing::assert_no_result(d);
    closed.succeed(());
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn raises_puts_the_set_in_order() {
    let d: Deferred<u8, (B, A)> = chain! { fails_with_a(1); raises B | A };
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the second"), A(1));
    let d: Deferred<u8, (A, B)> = chain! { fails_with_b(1); raises A | B, };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("the second"), B(1));
    let d: Deferred<u8, (A,)> = chain! { fail::<u8, _>(A(1)); raises A, then |n| n };
    assert_eq!(failure_result_of(d).only(), A(1));
}

#[test]
fn raises_at_most_widens_the_set() {
    let d: Deferred<u8, (std::fmt::Error, B, A)> =
        chain! { fails_with_a(1); raises at most std::fmt::Error | B | A };
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the last"), A(1));
    let d: Deferred<u8, (A,)> = chain! { succeed(1_u8); raises at most A, then |n| n + 1 };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8> = chain! { succeed(1_u8); raises at most nothing };
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn raises_nothing_where_nothing_is_left() {
    let d: Deferred<u8> = chain! { fails_with_a(1); catch |_| 2, raises nothing };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8> = chain! { succeed(1_u8); raises nothing, then |n| n, };
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn raises_takes_any_types() {
    type Errors = (Pair<u8, Vec<u8>>, &'static str, [u8; 2], (u8, u8), fn(u8, u8) -> u8);
    let d: Deferred<u8, Errors> = chain! {
        fail::<u8, _>("text");
        raises at most fn(u8, u8) -> u8 | &'static str | (u8, u8) | [u8; 2] | Pair<u8, Vec<u8>>,
        raises Pair<u8, Vec<u8>> | &'static str | [u8; 2] | (u8, u8) | fn(u8, u8) -> u8,
    };
    assert_eq!(failure_result_of(d).trap::<&str, _>().expect("the second"), "text");
}
