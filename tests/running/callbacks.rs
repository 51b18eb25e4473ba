//! Async callbacks: a chain waits for the future that a callback gives, as for a Deferred.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, fail, succeed, threads};
use std::cell::Cell;
use std::rc::Rc;

#[derive(Debug, PartialEq)]
struct Full;
#[derive(Debug, PartialEq)]
struct Gone;
#[derive(Debug, PartialEq)]
struct Broken;

async fn plain(n: u32) -> u32 {
    n + 1
}

async fn result(n: u32) -> Result<u32, Full> {
    if n > 10 { Err(Full) } else { Ok(n) }
}

async fn one_of(n: u32) -> Result<u32, OneOf<(Full, Gone)>> {
    match n {
        0 => Err(OneOf::new(Gone)),
        1 => Err(OneOf::new(Full)),
        _ => Ok(n),
    }
}

async fn outcome(n: u32) -> Outcome<u32, (Gone,)> {
    if n == 0 { Err(Failure::new(Gone)) } else { Ok(n) }
}

async fn deferred(n: u32) -> Deferred<u32, (Broken,)> {
    if n == 0 { Deferred::fail(Broken) } else { Deferred::succeed(n) }
}

#[test]
fn the_errors_of_a_future_join_the_set() {
    let d: Deferred<u32, (Full, Gone, Broken)> = chain! {
        succeed(5);
        then plain,
        then result,
        then one_of,
        then outcome,
        then deferred,
    };
    assert_eq!(success_result_of(d), 6);
    let d: Deferred<u32, (Gone, Full)> = chain! { succeed(0); then outcome, then one_of };
    assert!(failure_result_of(d).is::<Gone>());
}

#[test]
fn a_chain_waits_for_what_a_future_awaits() {
    let (resolver, saved) = Deferred::<u32, (Full,)>::pending();
    let d: Deferred<u32, (Full,)> = chain! {
        succeed(1);
        then async move |n| saved.await.map(|saved| saved + n),
        then |n| n * 2,
    };
    assert!(!d.is_ready());
    resolver.succeed(20);
    assert_eq!(success_result_of(d), 42);
}

#[test]
fn every_way_to_write_an_async_callback_is_one() {
    let d = chain! {
        succeed(1_u32);
        then async |n| n + 1,
        then async |n: u32| plain(n).await,
        then |n| async move { n + 1 },
        then |n| { async move { plain(n).await } },
        then |n| Box::pin(plain(n)),
        then { let one = 1; async move |n: u32| n + one },
        then (async |n| n + 1),
    };
    assert_eq!(success_result_of(d), 8);
}

#[test]
fn a_handler_may_be_async() {
    let d: Deferred<u32> = chain! {
        fail::<u32, _>(Full);
        catch async |_: Full| plain(1).await,
    };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u32, (Gone,)> = chain! {
        fail::<u32, _>(Full);
        catch Full => async |_| Err(Gone),
    };
    assert!(failure_result_of(d).is::<Gone>());
    let d: Deferred<u32> = chain! { fail::<u32, _>(Full); catch async |_failure| 3 };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn both_and_finally_may_be_async() {
    let closed = Rc::new(Cell::new(0));
    let (first, second) = (closed.clone(), closed.clone());
    let d: Deferred<bool> = chain! {
        fail::<u32, _>(Full);
        finally async move || first.set(first.get() + 1),
        finally move |outcome| {
            let seen = u32::from(outcome.is_some());
            async move { second.set(second.get() + seen) }
        },
        both async |outcome| outcome.is_err(),
    };
    assert!(success_result_of(d));
    assert_eq!(closed.get(), 2);
}

#[test]
fn the_halves_of_a_pair_may_be_async() {
    let d: Deferred<u32> = chain! {
        fail::<u32, _>(Full);
        then async |n| n else async |_| 9,
    };
    assert_eq!(success_result_of(d), 9);
}

#[test]
fn the_methods_take_futures() {
    let d = succeed(5).raises_at_most::<(Full, Gone), _>().then(result).then(one_of).then(outcome);
    assert_eq!(success_result_of(d), 5);
    let d = fail::<u32, _>(Full).catch(async |_: Full| 7).finally(async || ());
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn a_chain_that_crosses_threads_polls_where_it_is_fired() {
    let (resolver, saved) = threads::pending::<u32, (Full,)>();
    let d: threads::Deferred<u32, (Full,)> = chain! {
        threads::succeed(1);
        then async move |n| saved.await.map(|saved| saved + n),
        then async |n| plain(n).await,
    };
    std::thread::spawn(move || resolver.succeed(1)).join().unwrap();
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_generic_set_of_a_future_is_kept() {
    async fn same<R: deferred::ErrorSet>(d: Deferred<u32, R>) -> Outcome<u32, R> {
        d.await
    }
    fn through<R: deferred::ErrorSet>(d: Deferred<u32, R>) -> Deferred<u32, R> {
        chain! { succeed(()); then move |()| same(d) }
    }
    assert_eq!(success_result_of(through(succeed(3))), 3);
}

#[test]
fn a_future_that_never_ends_well_fits_everywhere() {
    let d: Deferred<u32, (Full,)> = chain! {
        fail::<u32, _>(Full);
        then async |_| -> u32 { unreachable!() },
    };
    assert!(failure_result_of(d).is::<Full>());
    let d: Deferred<u32, (Full,)> = chain! { fail::<u32, _>(Full); then async |_| todo!(), then |_| 1 };
    assert!(failure_result_of(d).is::<Full>());
}
