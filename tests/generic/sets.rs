//! Generic over the set of errors.

use crate::{A, B, fails_with_a};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, ErrorSet, Has, Outcome, chain, fail, succeed};
use std::cell::Cell;
use std::rc::Rc;

fn counted<T: 'static, R: ErrorSet>(d: Deferred<T, R>, runs: Rc<Cell<u32>>) -> Deferred<T, R> {
    let looks = runs.clone();
    chain! {
        d;
        inspect move |_| looks.set(looks.get() + 1),
        finally move || runs.set(runs.get() + 10),
        finally |outcome: Option<&Outcome<T, R>>| assert!(outcome.is_some()),
    }
}

fn mapped<T: 'static, U: 'static, R: ErrorSet>(
    d: Deferred<T, R>,
    f: impl FnOnce(T) -> U + 'static,
) -> Deferred<U, R> {
    chain! { d; then f }
}

fn to_option<T: 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<Option<T>> {
    chain! { d; both |outcome| outcome.ok() }
}

fn described<T: std::fmt::Debug + 'static, R: ErrorSet>(d: Deferred<T, R>) -> Deferred<String> {
    chain! {
        d;
        both |outcome: Outcome<T, R>| match outcome {
            Ok(value) => format!("{value:?}"),
            Err(failure) => format!("{:?}", failure.into_error()),
        },
    }
}

fn caught<T, R, Place>(d: Deferred<T, R>) -> Deferred<T, R::Rest>
where
    T: Default + 'static,
    R: Has<A, Place>,
    Place: 'static,
{
    chain! { d; catch |_: A| T::default() }
}

fn checked<R, Place>(d: Deferred<u8, R>) -> Deferred<u8, R>
where
    R: Has<A, Place>,
    Place: 'static,
{
    chain! { d; then |n| if n < 10 { Ok(n) } else { Err(A(n)) } }
}

#[test]
fn stages_that_leave_the_set_alone() {
    let runs = Rc::new(Cell::new(0));
    assert!(failure_result_of(counted(fails_with_a(1), runs.clone())).is::<A>());
    assert_eq!(runs.get(), 10);
    assert_eq!(success_result_of(counted(succeed("x"), runs.clone())), "x");
    assert_eq!(runs.get(), 21);
}

#[test]
fn a_callback_that_gives_something_generic_gives_a_value() {
    assert_eq!(success_result_of(mapped(Deferred::<u8, (A, B)>::succeed(1), |n| n + 1)), 2);
    assert!(failure_result_of(mapped(fails_with_a(1), |n| n + 1)).is::<A>());
    assert_eq!(success_result_of(mapped(succeed(1_u8), |n| Err::<u8, A>(A(n)))), Err(A(1)));
}

#[test]
fn stages_that_empty_the_set() {
    assert_eq!(success_result_of(to_option(fails_with_a(1))), None);
    assert_eq!(success_result_of(to_option(succeed(1))), Some(1));
    assert_eq!(success_result_of(described(fails_with_a(1))), "A(1)");
    assert_eq!(success_result_of(described(succeed(Some(1)))), "Some(1)");
}

#[test]
fn a_set_of_which_a_member_is_known() {
    assert_eq!(success_result_of(caught(fails_with_a(1))), 0);
    assert_eq!(failure_result_of(caught(Deferred::<u8, (B, A)>::fail(B(2)))).only(), B(2));
    assert_eq!(failure_result_of(caught(Deferred::<u8, (A, B)>::fail(B(3)))).only(), B(3));
    let d: Deferred<u8, (B, A)> = checked(Deferred::succeed(10));
    assert_eq!(failure_result_of(d).trap::<A, _>().expect("the member"), A(10));
    let d: Deferred<u8, (A,)> = checked(fail(A(4)));
    assert_eq!(failure_result_of(d).only(), A(4));
}
