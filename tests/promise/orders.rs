//! A set in another order: in generic code `E` may turn out to be the other member, and stays in its place nevertheless.

use crate::{Fault, Gone, Timeout};
use deferred::testing::success_result_of;
use deferred::{
    Cancelled, Deferred, Failure, OneOf, Retry, TestClock, TimedOut, chain, join, retry, succeed,
};
use std::time::Duration;

type First<E> = Deferred<u8, (E, Timeout)>;
type Second<E> = Deferred<u8, (Timeout, E)>;

/// Which of the handlers ran.
fn handled<E: Fault>(d: Second<E>) -> &'static str {
    success_result_of(chain! {
        d;
        then |_| "neither",
        catch |_: E| "E",
        catch |_: Timeout| "Timeout",
    })
}

/// What puts the set into the other order.
type Way<E> = fn(First<E>) -> Second<E>;

fn raised<E: Fault>(d: First<E>) -> Second<E> {
    chain! { d; raises Timeout | E }
}

fn raised_at_most<E: Fault>(d: First<E>) -> Second<E> {
    chain! { d; raises at most Timeout | E }
}

fn raised_by_method<E: Fault>(d: First<E>) -> Second<E> {
    d.raises()
}

fn raised_by_method_at_most<E: Fault>(d: First<E>) -> Second<E> {
    d.raises_at_most()
}

fn widened_as_a_failure<E: Fault>(d: First<E>) -> Second<E> {
    d.both(|outcome| Deferred::settled(outcome.map_err(Failure::widen)))
}

fn widened_as_an_error<E: Fault>(d: First<E>) -> Second<E> {
    d.both(|outcome| {
        let one: Result<u8, OneOf<(Timeout, E)>> = outcome.map_err(|failure| failure.into_error().widen());
        chain! { one; }
    })
}

/// A Deferred with the set of both, in that order, which has its value.
fn neither<E: Fault>() -> Second<E> {
    Deferred::succeed(0)
}

fn given_as_a_deferred<E: Fault>(d: First<E>) -> Second<E> {
    chain! { neither::<E>(); then |_| d }
}

fn given_late<E: Fault>(d: First<E>) -> Second<E> {
    let (resolver, late) = Deferred::<u8, (E, Timeout)>::pending();
    let second = chain! { neither::<E>(); then |_| late };
    d.chain_into(resolver);
    second
}

fn given_late_and_looked_at<E: Fault>(d: First<E>) -> Second<E> {
    let (resolver, late) = Deferred::<u8, (E, Timeout)>::pending();
    let second = chain! { neither::<E>(); then |_| late, inspect |_| () };
    d.chain_into(resolver);
    second
}

fn given_by_a_method<E: Fault>(d: First<E>) -> Second<E> {
    neither::<E>().then(|_| d)
}

fn given_late_by_a_method<E: Fault>(d: First<E>) -> Second<E> {
    let (resolver, late) = Deferred::<u8, (E, Timeout)>::pending();
    let second = neither::<E>().then(|_| late);
    d.chain_into(resolver);
    second
}

fn given_as_a_failure<E: Fault>(d: First<E>) -> Second<E> {
    let failed = d.try_outcome().expect("it is ready").expect_err("it failed");
    chain! { neither::<E>(); then |_| Err::<u8, _>(failed) }
}

fn given_as_one_of_several<E: Fault>(d: First<E>) -> Second<E> {
    let failed = d.try_outcome().expect("it is ready").expect_err("it failed").into_error();
    neither::<E>().then(|_| Err::<u8, _>(failed))
}

fn given_at_the_end<E: Fault>(d: First<E>) -> Second<E> {
    chain! { neither::<E>(); finally || chain! { d; then |_| () } }
}

fn given_by_a_pair<E: Fault>(d: First<E>) -> Second<E> {
    let (resolver, late) = Deferred::<u8, (E, Timeout)>::pending();
    let second = chain! { neither::<E>(); then |_| neither::<E>() else |_| succeed(0), then |_| late };
    d.chain_into(resolver);
    second
}

fn given_by_the_second_half<E: Fault>(d: First<E>) -> Second<E> {
    let failing = Deferred::<u8, (Gone,)>::fail(Gone(0));
    let (resolver, late) = Deferred::<u8, (E, Timeout)>::pending();
    let second = chain! { failing; then |_| neither::<E>() else |_| late };
    d.chain_into(resolver);
    second
}

fn piped<E: Fault>(d: First<E>) -> Second<E> {
    d.pipe(chain! { for u8 raises E | Timeout; raises Timeout | E })
}

fn joined<E: Fault>(d: First<E>) -> Second<E> {
    chain! { join!(neither::<E>(), d); then |(_, second)| second }
}

fn handled_again<E: Fault>(d: First<E>) -> Second<E> {
    chain! { Deferred::<u8, (Gone,)>::fail(Gone(0)); raises at most Gone | Timeout | E, catch |_: Gone| d }
}

/// To the other order and back, and once more.
fn there_and_back<E: Fault>(d: First<E>) -> Second<E> {
    raised(raised_by_method::<E>(d).raises_at_most::<(E, Timeout), _>())
}

macro_rules! ways {
    ($($way:ident)+) => {
        [$((stringify!($way), $way as Way<_>)),+]
    };
}

/// For each way, what handles an `E` and what handles a `Timeout` if those are raised at their places.
fn each_way<E: Fault>(e: fn() -> E) {
    let ways = || {
        ways! {
            raised raised_at_most raised_by_method raised_by_method_at_most widened_as_a_failure widened_as_an_error
            given_as_a_deferred given_late given_late_and_looked_at given_by_a_method given_late_by_a_method
            given_as_a_failure given_as_one_of_several given_at_the_end given_by_a_pair given_by_the_second_half
            piped joined handled_again there_and_back
        }
    };
    for (name, way) in ways() {
        assert_eq!(handled(way(Deferred::fail::<E, _>(e()))), "E", "{name}");
    }
    for (name, way) in ways() {
        let timeout: First<E> = chain! { Deferred::<u8, (E,)>::succeed(0); then |_| Err(Timeout(0)) };
        assert_eq!(handled(way(timeout)), "Timeout", "{name}");
    }
}

#[test]
fn an_error_keeps_its_place_where_the_types_differ() {
    each_way(|| Gone(1));
}

#[test]
fn an_error_keeps_its_place_where_the_types_are_one() {
    each_way(|| Timeout(1));
}

#[test]
fn an_error_keeps_its_place_where_one_is_made_of_the_other() {
    each_way(|| (Timeout(1), Gone(2)));
    each_way(|| OneOf::<(Timeout, Gone)>::new(Gone(2)));
    each_way(|| Failure::<(Timeout,)>::new(Timeout(2)));
    each_way(|| Deferred::<u8>::succeed(1));
    each_way(|| ());
}

/// What is done to a set that has `Cancelled` in it, with `E` beside.
fn late<E: Fault>(e: E) -> &'static str {
    let clock = TestClock::new();
    let (resolver, d) = Deferred::<u8, (E, Cancelled)>::pending();
    let held = std::rc::Rc::new(std::cell::Cell::new(None));
    let taken = held.clone();
    // Cancelled by the timeout, it fails with an `E`.
    let (_outer, guarded) = Deferred::<u8, (E, Cancelled)>::cancellable_with(move || {
        taken.set(Some(resolver));
        Err::<u8, E>(e)
    });
    let timed = chain! {
        guarded;
        timeout(&clock, Duration::from_secs(1)),
        then |_| "neither",
        catch |_: E| "E",
        catch |_: TimedOut| "TimedOut",
        catch |_: Cancelled| "Cancelled",
    };
    clock.advance(Duration::from_secs(2));
    drop(d.raises_at_most::<(E, Cancelled), _>().catch_all(|_| 0));
    held.take().expect("it was cancelled").succeed(0);
    success_result_of(timed)
}

#[test]
fn a_timeout_takes_the_place_of_the_cancel_and_of_no_other_error() {
    assert_eq!(late(Gone(1)), "E");
    assert_eq!(late(Cancelled), "E");
}

#[test]
fn a_retry_stops_at_the_cancel_and_at_no_other_error() {
    fn attempts<E: Fault>(e: fn() -> E) -> u64 {
        let made = std::rc::Rc::new(std::cell::Cell::new(0));
        let attempt = {
            let made = made.clone();
            move || {
                made.set(made.get() + 1);
                chain! { Deferred::<u8, (E,)>::fail(e()); raises at most E | Cancelled }
            }
        };
        let policy = |made, _: &Failure<(E, Cancelled)>| if made < 3 { Retry::Now } else { Retry::Stop };
        let last = retry(policy, attempt);
        assert_eq!(success_result_of(chain! { last; catch |_: E| 7, catch |_: Cancelled| 8 }), 7);
        made.get()
    }
    assert_eq!(attempts(|| Gone(1)), 3);
    assert_eq!(attempts(|| Cancelled), 3);
}
