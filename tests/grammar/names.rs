//! The words of the chain are no keywords elsewhere: anything may be called like them.

use crate::errors::A;
use deferred::testing::success_result_of;
use deferred::{AllFailed, Deferred, Failure, OneOf, Outcome, chain, fail, first_success, succeed};

#[test]
fn functions_may_be_called_like_stages() {
    fn then(n: u8) -> u8 {
        n + 1
    }
    fn catch(A(n): A) -> u8 {
        n
    }
    fn raises(n: u8) -> Result<u8, A> {
        Err(A(n))
    }
    fn both(outcome: Outcome<u8>) -> u8 {
        outcome.unwrap_or(0)
    }
    fn inspect(_: &u8) {}
    fn finally() {}
    let d: Deferred<u8> = chain! {
        succeed(3_u8);
        then then,
        then then(_),
        then |n| then(n),
        then raises,
        catch A => catch,
        both both,
        inspect inspect,
        finally finally,
    };
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn variables_may_be_called_like_stages() {
    let (then, catch, both, inspect, finally, raises) = (1_u8, 2_u8, 3_u8, 4_u8, 5_u8, 6_u8);
    let d = chain! {
        succeed(10_u8);
        then move |n| n + then,
        then move |n| catch + n,
        then move |n| n + both * 2,
        then move |_| inspect,
        then move |n| n.max(finally),
        then u8::max(raises, _),
        then move |then| then + raises,
    };
    assert_eq!(success_result_of(d), 12);
}

#[test]
fn parameters_and_fields_may_be_called_like_stages() {
    struct Parts {
        then: u8,
        catch: u8,
    }
    let d = chain! {
        succeed(3_u8);
        then |then| Parts { then, catch: 1 },
        then |Parts { then, catch }| (then, catch),
        then |(catch, both)| catch + both,
        then |raises| { let (inspect, finally) = (raises, 1); inspect + finally },
    };
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn sources_may_be_called_like_stages() {
    let then = succeed(1_u8);
    assert_eq!(success_result_of(chain! { then; then |n| n }), 1);
    let catch = || succeed(2_u8);
    assert_eq!(success_result_of(chain! { catch(); then |n| n }), 2);
    mod raises {
        pub fn both() -> deferred::Deferred<u8> {
            deferred::succeed(3)
        }
    }
    assert_eq!(success_result_of(chain! { raises::both(); then |n| n }), 3);
}

#[test]
fn modules_and_types_may_be_called_like_stages() {
    #[allow(non_camel_case_types)]
    #[derive(Debug)]
    struct then(u8);
    mod catch {
        #[allow(non_camel_case_types)]
        #[derive(Debug)]
        pub struct raises(pub u8);
    }
    fn two<X, Y>(n: u8) -> (u8, usize) {
        (n, size_of::<X>() + size_of::<Y>())
    }
    let d: Deferred<u8> = chain! {
        fail::<u8, _>(then(4));
        catch |then(n): then| Err(catch::raises(n)),
        catch catch::raises => |catch::raises(n)| n,
        then two::<u8, then>,
        then |(n, size)| two::<then, then>(n + u8::try_from(size).unwrap_or(0)),
        then |(n, _)| n,
    };
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn nothing_and_most_may_be_types() {
    #[allow(non_camel_case_types)]
    #[derive(Debug)]
    struct at;
    #[allow(non_camel_case_types)]
    #[derive(Debug)]
    struct most;
    let d: Deferred<u8, (at, most)> = chain! { succeed(1_u8); raises at most at | most };
    let d: Deferred<u8, (at, most)> = chain! { d; raises at | most };
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn the_names_that_the_expansion_uses_are_its_own() {
    let (source0, point0, callback0, plan0, stage0, outcome0) = (1_u16, 2_u16, 4_u16, 8_u16, 16_u16, 32_u16);
    let (argument0, argument1, result0, segment0, errback0) = (64_u16, 128_u16, 256_u16, 512_u16, 1024_u16);
    fn sum(a: u16, b: u16, c: u16, d: u16) -> u16 {
        a + b + c + d
    }
    let d = chain! {
        succeed(source0);
        then move |n| n + point0 + callback0 + plan0 + stage0 + outcome0,
        then sum(argument0, _, argument1, result0),
        then move |n| Err::<u16, A>(A(u8::from(n == 511))),
        then |n| n else move |failure: Failure<(A,)>| u16::from(failure.only().0) + segment0 + errback0,
    };
    assert_eq!(success_result_of(d), 1 + 512 + 1024);
}

#[test]
fn a_raw_identifier_is_no_word_of_the_chain() {
    let r#then = |n: u8| n + 1;
    let d = chain! { succeed(1_u8); then r#then, then move |n| r#then(n) };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn the_set_of_a_handlers_error_may_have_a_name() {
    type Set = (A, std::fmt::Error);
    let each = || Deferred::<u8, Set>::fail(std::fmt::Error);
    let d: Deferred<u8> = chain! { each(); catch |_: OneOf<Set>| 2 };
    assert_eq!(success_result_of(d), 2);
    let d = chain! { first_success([each(), each()]); then |(_, n)| n, catch |_: AllFailed<Set>| 3 };
    assert_eq!(success_result_of(d), 3);
}
