//! Attempts to break the promise that compile, and do no harm.

use crate::{Fault, Gone, Timeout};
use deferred::stages::ByDeferred;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{
    AnyThread, Cancelled, Deferred, Downcast, Dynamic, Failure, IntoDeferred, OneOf, Outcome, Reply,
    ThisThread, attempt, chain, fail, threads, unhandled,
};
use std::error::Error;

/// Both errors are of one type: each handler takes one of them, the first the first.
#[test]
fn two_of_one_type_are_handled_one_by_one() {
    fn first_of_two<A: Fault, B: Fault>(d: Deferred<u8, (A, B)>) -> &'static str {
        success_result_of(chain! { d; then |_| "neither", catch |_: A| "A", catch |_: B| "B" })
    }
    fn one<A: Fault, B: Fault>(a: A) -> Deferred<u8, (A, B)> {
        chain! { fail(a); raises at most A | B }
    }
    fn other<A: Fault, B: Fault>(b: B) -> Deferred<u8, (A, B)> {
        chain! { fail(b); raises at most A | B }
    }
    assert_eq!(first_of_two(one::<Gone, Gone>(Gone(1))), "A");
    assert_eq!(first_of_two(other::<Gone, Gone>(Gone(1))), "B");
}

type Alias = Timeout;

trait Service {
    type Error: Fault;
    fn call(&self) -> Deferred<u8, (Self::Error,)>;
}

struct Slow;

impl Service for Slow {
    type Error = Alias;

    fn call(&self) -> Deferred<u8, (Alias,)> {
        Deferred::fail(Timeout(3))
    }
}

/// By another name it is the same error where the compiler knows, and another one where it does not.
#[test]
fn an_associated_type_is_what_it_says() {
    fn beside<S: Service>(service: &S) -> Deferred<&'static str> {
        chain! {
            service.call();
            raises at most S::Error | Timeout,
            then |_| "neither",
            catch |_: Timeout| "Timeout",
            catch |_: S::Error| "the service's",
        }
    }
    assert_eq!(success_result_of(beside(&Slow)), "the service's");
    assert_eq!(success_result_of(chain! { Slow.call(); catch |Timeout(n): Timeout| n }), 3);
}

/// An error may be made of what a set is made of: it is one member all the same.
#[test]
fn a_member_may_be_a_tuple_a_sum_a_failure_or_a_deferred() {
    let d: Deferred<u8, ((Timeout, Gone), Gone)> = Deferred::fail((Timeout(1), Gone(2)));
    assert_eq!(
        success_result_of(chain! { d; catch |e: (Timeout, Gone)| e.0.0 + e.1.0, catch |_: Gone| 0 }),
        3
    );

    let d: Deferred<u8, (OneOf<(Gone,)>, Gone)> = Deferred::fail(OneOf::<(Gone,)>::new(Gone(4)));
    let which = chain! { d; then |_| "neither", catch |_: Gone| "Gone", catch |_| "one of one" };
    assert_eq!(success_result_of(which), "one of one");

    let d: Deferred<u8, (Failure<(Gone,)>, Gone)> = Deferred::fail(Failure::<(Gone,)>::new(Gone(4)));
    let which = chain! { d; then |_| "neither", catch |_: Gone| "Gone", catch |_| "a failure" };
    assert_eq!(success_result_of(which), "a failure");

    // What it holds is not lost: it reports itself when the error is dropped.
    let watch = unhandled::watch();
    let d: Deferred<u8, (Deferred<u8, (Gone,)>,)> = Deferred::fail(fail::<u8, _>(Gone(5)));
    drop(failure_result_of(d));
    assert_eq!(watch.finish().len(), 1);
}

/// What a failure lets everybody see is no way into it.
#[test]
fn a_failure_taken_apart_is_gone_and_nothing_else() {
    let watch = unhandled::watch();
    let Failure { happens, .. } = Failure::<(Gone,)>::new(Gone(1));
    assert_eq!(happens, ());
    assert!(watch.finish().is_empty());
}

/// A trap for no error at all takes none.
#[test]
fn a_trap_for_nothing_takes_nothing() {
    let left = Failure::<(Gone,)>::new(Gone(1)).trap_any::<(), _>();
    assert_eq!(left.err().map(Failure::only), Some(Gone(1)));
    let left = OneOf::<(Gone,)>::new(Gone(2)).trap_any::<(), _>();
    assert_eq!(left.err().map(OneOf::only), Some(Gone(2)));
}

/// A function of any lifetime is another type than one of one: each handler takes its own.
#[test]
fn functions_of_other_lifetimes_are_other_errors() {
    type Any = for<'a> fn(&'a u8) -> u8;
    type One = fn(&'static u8) -> u8;
    let any: Deferred<u8, (Any, One)> = fail((|n| *n) as Any).raises_at_most();
    let one: Deferred<u8, (Any, One)> = fail((|n| *n) as One).raises_at_most();
    for (d, expected) in [(any, "any"), (one, "one")] {
        assert_eq!(
            success_result_of(chain! { d; then |_| "", catch |_: Any| "any", catch |_: One| "one" }),
            expected
        );
    }
}

/// A dynamic error of one's own, which says what it likes.
#[derive(Debug)]
struct Anything;

impl Dynamic for Anything {
    type Error = Gone;

    fn find<X: Error + Send + Sync + 'static>(_: &Gone) -> Option<&X> {
        None
    }

    fn downcast<X: Error + Send + Sync + 'static>(_: Gone) -> Result<X, Gone> {
        Err(Gone(9))
    }
}

/// It is asked only of its own member, at its place, and what it says it is not stays as it is.
#[test]
fn a_dynamic_error_of_ones_own_is_asked_of_its_place_alone() {
    fn taken<E: Fault>(d: Deferred<u8, (E, Gone)>) -> &'static str {
        success_result_of(chain! {
            d;
            then |_| "neither",
            catch |_: Downcast<std::fmt::Error, Anything>| "dynamic",
            catch |_: E| "E",
            catch |Gone(n): Gone| if n == 9 { "another" } else { "Gone" },
        })
    }
    fn beside<E: Fault>(d: Deferred<u8, (E,)>) -> Deferred<u8, (E, Gone)> {
        chain! { d; raises at most E | Gone }
    }
    assert_eq!(taken(beside(fail(Gone(1)))), "E");
    assert_eq!(taken(beside(fail(Timeout(1)))), "E");
    assert_eq!(taken::<Timeout>(fail(Gone(1)).raises_at_most()), "Gone");
}

/// What becomes a Deferred is one of its own type, whoever makes it.
struct Soon;

impl IntoDeferred for Soon {
    type Value = u8;
    type Errors = (Gone,);

    fn into_deferred(self) -> Deferred<u8, (Gone,)> {
        Deferred::fail(Gone(1))
    }
}

#[test]
fn what_becomes_a_deferred_by_ones_own_rule_has_the_errors_that_it_says() {
    let d: Deferred<u8, (Gone,)> = attempt(|| Soon);
    assert_eq!(failure_result_of(d).only(), Gone(1));
}

/// What a step settles is hidden, and a step goes on at once. By hand the pair can be fired in between.
#[test]
fn what_was_settled_may_be_fired_before_it_goes_on() {
    let site = Failure::<(u8,)>::new(1).raised();
    let (resolver, d) = Deferred::<u64>::pending();
    let settled = <Deferred<u64> as Reply<u64, (), ByDeferred<()>, ThisThread>>::settle(d, site);
    let Err(later) = settled.now() else { panic!("nothing was fired yet") };
    resolver.succeed(7);
    let behind: Deferred<u64, (Cancelled,)> =
        deferred::__private::go_on(later, |outcome: Outcome<u64>| match outcome {
            Ok(n) => Deferred::succeed(n + 1),
            Err(failure) => match failure.happens {},
        });
    let (_resolver, stranger) = Deferred::<u64, (Cancelled,)>::pending();
    behind.cancel();
    assert!(!stranger.is_ready());
    assert_eq!(success_result_of(behind), 8);

    let (resolver, d) = threads::pending::<u64, ()>();
    let settled = <threads::Deferred<u64> as Reply<u64, (), ByDeferred<()>, AnyThread>>::settle(d, site);
    resolver.succeed(7);
    assert_eq!(success_result_of(settled.end()), 7);
}
