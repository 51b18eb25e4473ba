//! `catching`: a callback's panic is an error of the set, where it asks for that.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Panicked, Stage, catching, chain, fail, succeed, unhandled};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[derive(Debug, PartialEq)]
struct A(u32);
#[derive(Debug, PartialEq)]
struct B(u32);

fn in_range(n: u32) -> u32 {
    assert!(n < 10, "{n} is too much");
    n
}

fn message(d: Deferred<u32, (Panicked,)>) -> String {
    failure_result_of(d).only().message().to_owned()
}

#[test]
fn the_panic_of_a_callback_that_gives_a_value() {
    let d: Deferred<u32, (Panicked,)> = chain! { succeed(1); then |n| catching(|| in_range(n)) };
    assert_eq!(success_result_of(d), 1);
    let d = chain! { succeed(11); then |n| catching(|| in_range(n)), then |n| n + 1 };
    assert_eq!(message(d), "11 is too much");
}

#[test]
fn the_panic_of_a_callback_that_gives_a_result() {
    fn odd(n: u32) -> Result<u32, A> {
        if in_range(n) % 2 == 1 { Ok(n) } else { Err(A(n)) }
    }
    fn run(n: u32) -> Deferred<u32, (Panicked, A)> {
        chain! { succeed(n); then |n| catching(|| odd(n)) }
    }
    assert_eq!(success_result_of(run(1)), 1);
    assert_eq!(failure_result_of(run(2)).check(), Some(&A(2)));
    assert!(failure_result_of(run(11)).is::<Panicked>());
}

#[test]
fn the_panic_of_a_callback_that_gives_one_of_several_errors_or_a_failure() {
    fn several(n: u32) -> Result<u32, OneOf<(A, B)>> {
        if in_range(n) == 1 { Ok(n) } else { Err(OneOf::new(B(n))) }
    }
    fn failing(n: u32) -> Result<u32, Failure<(B,)>> {
        if in_range(n) == 1 { Ok(n) } else { Err(Failure::new(B(n))) }
    }
    fn run(n: u32) -> Deferred<u32, (B, Panicked, A)> {
        chain! {
            succeed(n);
            then |n| catching(|| failing(n)),
            then |n| catching(|| several(n)),
            raises B | Panicked | A,
        }
    }
    assert_eq!(success_result_of(run(1)), 1);
    assert_eq!(failure_result_of(run(2)).check(), Some(&B(2)));
    assert!(failure_result_of(run(11)).is::<Panicked>());
}

#[test]
fn the_panic_of_a_callback_that_gives_a_deferred() {
    fn run(n: u32, later: Deferred<u32, (A,)>) -> Deferred<u32, (Panicked, A)> {
        chain! { succeed(n); then move |n| catching(|| { in_range(n); later }) }
    }
    let (resolver, later) = Deferred::pending();
    let d = assert_no_result(run(1, later));
    resolver.succeed(5);
    assert_eq!(success_result_of(d), 5);
    assert_eq!(failure_result_of(run(1, fail(A(1)))).check(), Some(&A(1)));
    assert!(failure_result_of(run(11, fail(A(1)).catch(|A(n): A| n).raises_at_most())).is::<Panicked>());
}

#[test]
fn in_each_kind_of_stage() {
    let d = chain! { fail::<u32, _>(A(11)); catch |A(n): A| catching(|| in_range(n)) };
    assert_eq!(message(d), "11 is too much");
    let d = chain! { fail::<u32, _>(A(12)); catch |failure| catching(|| in_range(failure.only().0)) };
    assert_eq!(message(d), "12 is too much");
    let d = chain! { fail::<u32, _>(A(13)); both |outcome| catching(|| in_range(outcome.map_or(13, |n| n))) };
    assert_eq!(message(d), "13 is too much");
    let d =
        chain! { fail::<u32, _>(A(14)); then |n| n else |failure| catching(|| in_range(failure.only().0)) };
    assert_eq!(message(d), "14 is too much");
}

#[test]
fn with_methods_the_error_is_in_the_set_already() {
    let d = succeed(11).raises_at_most::<(Panicked,), _>();
    assert_eq!(message(d.then(|n| catching(|| in_range(n)).into_result())), "11 is too much");
    let d = fail::<u32, _>(A(12)).raises_at_most::<(Panicked, A), _>();
    assert_eq!(message(d.catch(|A(n): A| catching(|| in_range(n)))), "12 is too much");
}

#[test]
fn a_set_that_has_it_already_does_not_grow() {
    let d: Deferred<u32, (Panicked,)> = chain! {
        succeed(1);
        then |n| catching(|| in_range(n)),
        then |n| catching(|| in_range(n + 10)),
    };
    assert_eq!(message(d), "11 is too much");
}

#[test]
fn the_one_who_fires_does_not_see_it_and_the_others_run() {
    let (resolver, d) = Deferred::<u32>::pending();
    let d = chain! {
        d;
        then |n| catching(|| in_range(n)),
        then |n| n.to_string(),
        catch |panicked: Panicked| panicked.message().to_owned(),
    };
    resolver.succeed(11);
    assert_eq!(success_result_of(d), "11 is too much");
}

#[test]
fn what_nobody_asked_for_still_unwinds() {
    let (resolver, d) = Deferred::<u32>::pending();
    let d = chain! { d; then |n| catching(|| in_range(n)), then |n| in_range(n + 10) };
    assert!(catch_unwind(AssertUnwindSafe(|| resolver.succeed(1))).is_err());
    drop(d);
}

#[test]
fn it_says_where_it_was_raised() {
    let failure = failure_result_of(chain! { succeed(11); then |n| catching(|| in_range(n)) });
    assert_eq!((failure.raised().stage(), failure.raised().line()), (Stage::Then, line!() - 1));
    assert_eq!(failure.only().to_string(), "a callback panicked: 11 is too much");
}

#[test]
fn a_panic_that_nobody_handled_is_reported() {
    let watch = unhandled::watch();
    drop(chain! { succeed(11); then |n| catching(|| in_range(n)) });
    assert!(watch.finish()[0].contains("Panicked(\"11 is too much\")"));
}

#[test]
fn a_payload_that_is_no_text_is_kept_and_can_go_on() {
    #[derive(Debug, PartialEq)]
    struct Payload(u8);
    let panics = || std::panic::panic_any(Payload(7));
    let panicked = catching::<()>(panics).into_result().expect_err("it panicked");
    assert_eq!(panicked.message(), "something that is no text");
    assert_eq!(panicked.into_payload().downcast_ref(), Some(&Payload(7)));

    let panicked = catching::<()>(panics).into_result().expect_err("it panicked");
    let again = catch_unwind(AssertUnwindSafe(|| panicked.resume())).expect_err("it goes on");
    assert_eq!(again.downcast_ref(), Some(&Payload(7)));
}

#[test]
fn what_was_caught_says_what_it_is() {
    assert_eq!(format!("{:?}", catching(|| 1)), "Caught(what it gave)");
    assert_eq!(format!("{:?}", catching(|| in_range(11))), "Caught(Panicked(\"11 is too much\"))");
}
