//! Generic over the callbacks.

use crate::{A, B};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, OneOf, chain, fail, succeed};

fn applied<U, F>(d: Deferred<u8>, f: F) -> Deferred<U>
where
    U: 'static,
    F: FnOnce(u8) -> U + 'static,
{
    chain! { d; then f }
}

fn later<U, F>(d: Deferred<u8, (A,)>, f: F) -> Deferred<U, (A, B)>
where
    U: 'static,
    F: FnOnce(u8) -> Deferred<U, (B, A)> + 'static,
{
    chain! { d; then |n| n + 1, then f, finally || () }
}

fn checked<F>(d: Deferred<u8>, f: F) -> Deferred<u8, (A, B)>
where
    F: Fn(u8) -> Result<u8, OneOf<(A, B)>> + Clone + 'static,
{
    let again = f.clone();
    chain! { d; then f, then move |n| again(n + 1) }
}

fn borrowed<F>(text: String, f: F) -> Deferred<usize>
where
    F: for<'a> FnOnce(&'a str) -> &'a str + 'static,
{
    chain! { succeed(text); then move |text| f(&text).len() }
}

fn all_stages(d: Deferred<u8, (A,)>, f: impl Fn(u8) -> u8 + Copy + 'static) -> Deferred<u8> {
    chain! {
        d;
        then f,
        then f else move |failure| f(failure.only().0),
        then move |n| if n > 100 { Err(A(n)) } else { Ok(n) },
        catch move |A(n): A| f(n),
        both move |outcome| f(outcome.unwrap_or(0)),
        inspect move |n| assert!(f(*n) > 0),
        finally move || assert!(f(0) > 0),
    }
}

type Step = Box<dyn FnOnce(u8) -> Result<u8, A>>;

fn in_a_loop(steps: Vec<Step>) -> Deferred<u8, (A,)> {
    steps.into_iter().fold(Deferred::succeed(0), |d, step| chain! { d; then step })
}

#[test]
fn what_it_gives_may_be_generic() {
    assert_eq!(success_result_of(applied(succeed(1), |n| n + 1)), 2);
    assert_eq!(success_result_of(applied(succeed(1), |n| vec![n])), [1]);
    assert_eq!(success_result_of(applied(succeed(1), |n| Err::<u8, A>(A(n)))), Err(A(1)));
}

#[test]
fn what_it_gives_may_be_a_deferred_or_a_result_of_something_generic() {
    assert_eq!(success_result_of(later(Deferred::succeed(1), |n| Deferred::succeed(n.to_string()))), "2");
    assert_eq!(
        failure_result_of(later::<u8, _>(fail(A(1)), |_| Deferred::fail(B(2)))).check::<A>(),
        Some(&A(1))
    );
    assert_eq!(success_result_of(checked(succeed(1), |n| Ok(n + 1))), 4);
    assert!(failure_result_of(checked(succeed(1), |n| Err(OneOf::new(B(n))))).is::<B>());
}

#[test]
fn it_may_borrow() {
    assert_eq!(success_result_of(borrowed(String::from("  abc "), str::trim)), 3);
}

#[test]
fn it_may_stand_in_every_stage() {
    assert_eq!(success_result_of(all_stages(Deferred::succeed(1), |n| n + 1)), 4);
    assert_eq!(success_result_of(all_stages(fail(A(100)), |n| n + 1)), 103);
}

#[test]
fn it_may_be_dynamic() {
    let steps: Vec<Step> = vec![Box::new(|n| Ok(n + 1)), Box::new(|n| Err(A(n)))];
    assert_eq!(failure_result_of(in_a_loop(steps)).only(), A(1));
}
