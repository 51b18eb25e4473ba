//! A callback can be a path, or any expression that gives a function.

use crate::errors::{A, Pair, fails_with_a};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, fail, succeed};
use std::cell::Cell;
use std::num::ParseIntError;

fn parse(text: &str) -> Result<u8, ParseIntError> {
    text.parse()
}

fn convert<X, Y: From<X>>(x: X) -> Y {
    Y::from(x)
}

mod inner {
    pub fn twice(n: u8) -> u8 {
        n * 2
    }
}

struct Account(u8);

impl Account {
    fn open(n: u8) -> Self {
        Account(n)
    }

    fn balance(self) -> Result<u8, A> {
        if self.0 > 0 { Ok(self.0) } else { Err(A(0)) }
    }
}

#[test]
fn to_a_function_a_method_a_constructor_or_a_macros_function() {
    let d: Deferred<Option<u8>, (A,)> = chain! {
        succeed(3_u8);
        then inner::twice,
        then self::inner::twice,
        then crate::paths::inner::twice,
        then Account::open,
        then Account::balance,
        then Some,
    };
    assert_eq!(success_result_of(d), Some(24));
}

#[test]
fn with_type_arguments() {
    let d = chain! {
        succeed("7");
        then str::parse::<u8>,
        then convert::<u8, u32>,
        then convert::<_, u64>,
        then Some::<u64>,
        then Option::<u64>::unwrap_or_default,
        catch |_: ParseIntError| 0,
    };
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn qualified_or_from_the_root() {
    let d = chain! {
        succeed("7");
        then <str>::trim,
        then <str as ToString>::to_string,
        then ::std::string::String::into_bytes,
        then <[u8]>::len_of,
    };
    assert_eq!(success_result_of(d), 1);
}

trait LenOf {
    fn len_of(list: Vec<u8>) -> usize;
}

impl LenOf for [u8] {
    fn len_of(list: Vec<u8>) -> usize {
        list.len()
    }
}

#[test]
fn to_a_local_closure_or_function_pointer() {
    let step = 2;
    let add = move |n: u8| n + step;
    let twice: fn(u8) -> u8 = inner::twice;
    let boxed: Box<dyn FnOnce(u8) -> Result<u8, A>> = Box::new(|n| Err(A(n)));
    let d = chain! { succeed(1_u8); then add, then twice, then boxed };
    assert_eq!(failure_result_of(d).only(), A(6));
}

#[test]
fn to_a_field_or_an_element() {
    struct Hooks {
        first: fn(u8) -> u8,
        rest: [fn(u8) -> u8; 2],
    }
    let hooks = Hooks { first: inner::twice, rest: [|n| n + 1, |n| n + 10] };
    let d = chain! { succeed(1_u8); then hooks.first, then hooks.rest[0], then hooks.rest[1] };
    assert_eq!(success_result_of(d), 13);
}

#[test]
fn a_block_that_gives_a_function() {
    let d = chain! {
        succeed(1_u8);
        then {
            let step = 4;
            move |n| n + step
        },
    };
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn in_every_stage() {
    thread_local!(static CLOSED: Cell<u8> = const { Cell::new(0) });
    fn recover(failure: Failure<(A,)>) -> u8 {
        failure.only().0
    }
    fn fall_back(A(n): A) -> u8 {
        n + 1
    }
    fn fall_back_on_any(error: OneOf<(A, Pair<u8, u8>)>) -> u8 {
        u8::from(error.is::<A>())
    }
    fn settle(outcome: Outcome<u8>) -> Option<u8> {
        outcome.ok()
    }
    fn look(_: &Option<u8>) {}
    fn close() {
        CLOSED.set(CLOSED.get() + 1);
    }
    let d: Deferred<Option<u8>> = chain! {
        fail::<u8, _>(A(3));
        then inner::twice else recover,
        then |n| Err::<u8, A>(A(n)),
        catch A => fall_back,
        then |n| if n == 4 { Err(A(n)) } else { Ok(n) },
        then |n| if n == 4 { Err(Pair(n, n)) } else { Ok(n) },
        catch A | Pair<u8, u8> => fall_back_on_any,
        both settle,
        inspect look,
        finally close,
    };
    assert_eq!(success_result_of(d), Some(1));
    assert_eq!(CLOSED.get(), 1);
}

#[test]
fn a_path_after_catch_handles_whatever_is_in_flight() {
    fn number(failure: Failure<(A, crate::errors::B)>) -> u8 {
        u8::from(failure.is::<A>())
    }
    let d: Deferred<u8> = chain! { fails_with_a(9); catch number };
    assert_eq!(success_result_of(d), 1);
    let d = chain! { succeed("x"); then parse, then inner::twice };
    assert!(failure_result_of(d).is::<ParseIntError>());
}
