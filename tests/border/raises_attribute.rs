//! `#[raises(..)]`: the `?` of a function merges errors into the set that it names.

#![allow(clippy::needless_question_mark, reason = "what `?` does is what is tested")]

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, ErrorSet, Failure, OneOf, Outcome, chain, raises, run, succeed};
use std::num::ParseIntError;

#[derive(Debug, PartialEq)]
struct A;
#[derive(Debug, PartialEq)]
struct B;
#[derive(Debug, PartialEq)]
struct C;

fn a(fails: bool) -> Result<u32, A> {
    if fails { Err(A) } else { Ok(1) }
}

#[raises(A, B)]
fn a_or_b(n: u32) -> u32 {
    if n == 1 {
        return Err(B)?;
    }
    Ok(a(n == 0)? + n)
}

#[raises(B, ParseIntError, A)]
async fn all(text: &'static str) -> u32 {
    let x = text.parse::<u32>()?;
    let y = a_or_b(x)?;
    let z = std::future::ready(a_or_b(x)).await?;
    Ok("12".parse::<u32>()?.checked_add(y + z).unwrap_or(a_or_b(7)?))
}

#[test]
fn an_error_and_a_smaller_set_are_merged_in_any_order() {
    assert_eq!(a_or_b(5).unwrap(), 6);
    assert!(a_or_b(0).unwrap_err().is::<A>());
    assert!(a_or_b(1).unwrap_err().is::<B>());
    let all = |text| success_result_of(run::<_, (), _>(async move { Ok(all(text).await) }));
    assert_eq!(all("5").unwrap(), 24);
    assert!(all("x").unwrap_err().is::<ParseIntError>());
    assert!(all("1").unwrap_err().is::<B>());
}

#[test]
fn such_functions_are_callbacks_as_they_stand() {
    let d: Deferred<u32, (A, B)> = chain! { succeed(5); then a_or_b };
    assert_eq!(success_result_of(d), 6);
    let d: Deferred<u32, (B, ParseIntError, A)> = chain! { succeed("0"); then all };
    assert!(failure_result_of(d).is::<A>());
    let d: Deferred<u32, (C, A, B)> = chain! { succeed(0); then |_| Err::<u32, _>(C), then a_or_b };
    assert!(failure_result_of(d).is::<C>());
}

#[raises(A, B)]
async fn awaits(d: Deferred<u32, (B,)>, outcome: Outcome<u32, (B, A)>) -> u32 {
    Ok(d.await? + outcome?)
}

#[test]
fn the_failure_of_an_await_is_merged() {
    let d: Deferred<u32, (A, B)> = chain! { succeed(()); then |()| awaits(Deferred::fail(B), Ok(1)) };
    assert!(failure_result_of(d).is::<B>());
    let d: Deferred<u32, (A, B)> =
        chain! { succeed(()); then |()| awaits(Deferred::succeed(1), Err(Failure::new(A))) };
    assert!(failure_result_of(d).is::<A>());
}

#[raises(A)]
fn nothing_given(fails: bool) {
    a(fails)?;
    Ok(())
}

#[raises()]
fn never_fails() -> u8 {
    Ok(1)
}

#[test]
fn a_function_may_give_nothing_and_raise_nothing() {
    assert!(nothing_given(true).unwrap_err().is::<A>());
    assert!(nothing_given(false).is_ok());
    assert_eq!(never_fails().unwrap(), 1);
}

/// What is inside has question marks of its own.
#[raises(A)]
fn inside(texts: &[&str]) -> (Option<u32>, usize, u32) {
    let first = || Some(texts.first()?.len() as u32);
    let parsed = |text: &str| -> Result<u32, ParseIntError> { Ok(text.parse::<u32>()? + 1) };
    let also =
        texts.iter().map(|text| Ok::<u32, ParseIntError>(text.parse::<u32>()?)).filter(Result::is_ok).count();
    let later = async { Ok::<_, ParseIntError>("1".parse::<u32>()?) };
    drop(later);
    fn own(text: &str) -> Result<u32, ParseIntError> {
        Ok(text.parse::<u32>()?)
    }
    let n = match own("3") {
        Ok(1) | Ok(2) => a(true)?,
        Ok(n) => n + a(false)?,
        Err(_) => 0,
    };
    Ok((first(), also, n + parsed("1").unwrap_or(0)))
}

#[test]
fn what_is_inside_keeps_its_question_marks() {
    assert_eq!(inside(&["1", "x"]).unwrap(), (Some(1), 1, 6));
}

#[test]
fn methods_traits_and_generics_have_it_too() {
    trait Reads {
        #[raises(A, B)]
        fn read(&self, fails: bool) -> u32;
    }
    struct Page<T>(T);
    impl<T: Clone + Into<u32>> Reads for Page<T> {
        #[raises(A, B)]
        fn read(&self, fails: bool) -> u32 {
            Ok(a(fails)? + self.0.clone().into())
        }
    }
    impl<T> Page<T> {
        #[raises(B, E)]
        fn map<E: std::fmt::Debug + 'static, U, F: FnOnce(&T) -> Result<U, E>>(&self, f: F) -> U
        where
            T: 'static,
        {
            Ok(f(&self.0)?)
        }
    }
    assert_eq!(Page(2_u8).read(false).unwrap(), 3);
    assert!(Page(2_u8).map(|_| Err::<(), _>(C)).unwrap_err().is::<C>());
}

#[test]
fn two_question_marks_are_two() {
    #[raises(A, B)]
    fn twice(it: Result<Result<u32, A>, B>) -> u32 {
        Ok(it??)
    }
    assert_eq!(twice(Ok(Ok(1))).unwrap(), 1);
    assert!(twice(Ok(Err(A))).unwrap_err().is::<A>());
    assert!(twice(Err(B)).unwrap_err().is::<B>());
}

#[test]
fn a_generic_set_goes_through() {
    #[raises(A)]
    fn only_a<R, P>(it: Result<u32, OneOf<R>>) -> u32
    where
        R: ErrorSet + deferred::Has<A, P, Rest = ()>,
    {
        match it {
            Ok(n) => Ok(n),
            Err(e) => match e.trap::<A, P>() {
                Ok(a) => Err(a)?,
                Err(_) => unreachable!(),
            },
        }
    }
    assert!(only_a::<(A,), _>(Err(OneOf::new(A))).is_err());
}
