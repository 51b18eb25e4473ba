//! `run!`: a future that gives whatever a callback may give, of both flavours.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, OneOf, Outcome, chain, raises, run, threads};
use std::num::ParseIntError;

#[derive(Debug, PartialEq)]
struct Odd(u32);

#[raises(ParseIntError, Odd)]
async fn half(text: &'static str) -> u32 {
    let n = text.parse::<u32>()?;
    if n % 2 == 0 { Ok(n / 2) } else { Err(Odd(n))? }
}

async fn only(n: u32) -> Result<u32, Odd> {
    if n.is_multiple_of(2) { Ok(n) } else { Err(Odd(n)) }
}

#[test]
fn a_function_that_raises_is_run_as_it_stands() {
    let d: Deferred<u32, (ParseIntError, Odd)> = run!(half("84"));
    assert_eq!(success_result_of(d), 42);
    let failure = failure_result_of(run!(half("7")));
    assert_eq!(failure.check::<Odd>(), Some(&Odd(7)));
    assert!(failure.raised().file().ends_with("given.rs"));
}

#[test]
fn a_result_an_outcome_a_deferred_and_a_value_are_what_a_callback_may_give() {
    assert_eq!(success_result_of(run!(only(2))), 2);
    let outcome: Deferred<u8, (Odd,)> = run!(async { Outcome::<u8, (Odd,)>::Ok(3) });
    assert_eq!(success_result_of(outcome), 3);
    let one_of: Deferred<u8, (Odd, ParseIntError)> =
        run!(async { Err::<u8, OneOf<(Odd, ParseIntError)>>(OneOf::new(Odd(1))) });
    assert!(failure_result_of(one_of).is::<Odd>());
    let (resolver, given) = Deferred::<u8, (Odd,)>::pending();
    let d = assert_no_result(run!(async { given }));
    resolver.succeed(4);
    assert_eq!(success_result_of(d), 4);
    let value: Deferred<u8> = run!(async { 5 });
    assert_eq!(success_result_of(value), 5);
}

#[test]
fn it_is_polled_by_whoever_fires_what_it_awaits() {
    #[raises(Odd)]
    async fn doubled(d: Deferred<u32, (Odd,)>) -> u32 {
        Ok(d.await? * 2)
    }
    let (resolver, d) = Deferred::pending();
    let shown = chain! { run!(doubled(d)); then |n| n + 1, catch |odd: Odd| odd.0 };
    let shown = assert_no_result(shown);
    resolver.succeed(20);
    assert_eq!(success_result_of(shown), 41);
}

#[test]
fn one_that_crosses_threads_gives_the_same() {
    #[raises(Odd)]
    async fn even(d: threads::Deferred<u32>) -> u32 {
        let Ok(n) = d.await;
        if n % 2 == 0 { Ok(n) } else { Err(Odd(n))? }
    }
    let (resolver, d) = threads::pending();
    let d: threads::Deferred<u32, (Odd,)> = run!(threads; even(d));
    std::thread::spawn(move || resolver.succeed(3)).join().expect("no panic");
    assert_eq!(failure_result_of(d).only(), Odd(3));
}

#[test]
fn what_makes_the_future_is_evaluated_where_it_stands() {
    fn text(text: Option<&'static str>) -> Option<u32> {
        let text = text?;
        Some(success_result_of(chain! { run!(half(Some(text)?)); catch |_| 0 }))
    }
    assert_eq!(text(Some("4")), Some(2));
    assert_eq!(text(None), None);
}
