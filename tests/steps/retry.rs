//! `retry`: until an attempt succeeds, or the policy has had enough.

use crate::Broken;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Failure, Resolver, Retry, retry, unhandled};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[derive(Debug)]
struct Fatal;

type Set = (Broken, Fatal, Cancelled);

/// Fails so many times, then succeeds with how often it was attempted.
fn failing(times: u32) -> (Rc<Cell<u32>>, impl FnMut() -> Deferred<u32, Set>) {
    let made = Rc::new(Cell::new(0));
    let count = made.clone();
    let attempt = move || {
        count.set(count.get() + 1);
        if count.get() > times { Deferred::succeed(count.get()) } else { Deferred::fail(Broken(count.get())) }
    };
    (made, attempt)
}

#[test]
fn the_first_success_is_the_result() {
    let watch = unhandled::watch();
    let (_, attempt) = failing(3);
    assert_eq!(success_result_of(retry(|_, _| Retry::Now, attempt)), 4);
    watch.assert_nothing();
}

#[test]
fn without_a_failure_the_policy_is_not_asked() {
    let (_, attempt) = failing(0);
    assert_eq!(success_result_of(retry(|_, _| unreachable!("it did not fail"), attempt)), 1);
}

#[test]
fn the_policy_is_given_the_number_of_attempts_and_the_typed_failure() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let sees = seen.clone();
    let (_, attempt) = failing(2);
    let policy = move |attempts, failure: &Failure<Set>| {
        sees.borrow_mut().push((attempts, failure.check::<Broken>().map(|broken| broken.0)));
        Retry::Now
    };
    success_result_of(retry(policy, attempt));
    assert_eq!(*seen.borrow(), [(1, Some(1)), (2, Some(2))]);
}

#[test]
fn stopped_it_fails_with_the_last_failure() {
    let (made, attempt) = failing(10);
    let policy = |attempts, _: &Failure<_>| if attempts < 3 { Retry::Now } else { Retry::Stop };
    let failure = failure_result_of(retry(policy, attempt));
    assert_eq!(failure.check(), Some(&Broken(3)));
    assert!(failure.cause().is_none());
    assert_eq!(made.get(), 3);
}

#[test]
fn a_policy_tells_errors_apart() {
    let policy = |_, failure: &Failure<Set>| if failure.is::<Broken>() { Retry::Now } else { Retry::Stop };
    let (mut attempts, mut made) = (vec![Deferred::fail(Fatal), Deferred::fail(Broken(1))], 0);
    let failure = failure_result_of(retry(policy, move || {
        made += 1;
        attempts.pop().unwrap_or_else(|| Deferred::succeed(made))
    }));
    assert!(failure.is::<Fatal>());
}

#[test]
fn it_waits_as_the_policy_says() {
    let (made, attempt) = failing(1);
    let (resolver, wait) = Deferred::pending();
    let mut wait = Some(wait);
    let d = retry(move |_, _| Retry::After(wait.take().expect("one wait")), attempt);
    let d = assert_no_result(d);
    assert_eq!(made.get(), 1);
    resolver.succeed(());
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn cancelled_while_it_waits_it_makes_no_further_attempt() {
    let watch = unhandled::watch();
    let (made, attempt) = failing(5);
    let waits = Rc::new(RefCell::new(Vec::<Resolver<(), (Cancelled,)>>::new()));
    let keeps = waits.clone();
    let policy = move |_, _: &Failure<_>| {
        let (resolver, wait) = Deferred::pending();
        keeps.borrow_mut().push(resolver);
        Retry::After(wait)
    };
    let d = retry(policy, attempt);
    d.cancel();
    assert!(waits.borrow()[0].is_cancelled());
    assert_eq!(made.get(), 1);
    let failure = failure_result_of(d);
    assert!(failure.is::<Cancelled>());
    let cause = failure.cause().expect("the attempt's failure");
    assert_eq!(cause.type_name(), std::any::type_name::<Broken>());
    watch.assert_nothing();
}

#[test]
fn a_cancelled_attempt_is_the_last_one() {
    let made = Rc::new(Cell::new(0));
    let count = made.clone();
    let held = Rc::new(RefCell::new(None));
    let keeps = held.clone();
    let d = retry(
        |_, _| Retry::Now,
        move || {
            count.set(count.get() + 1);
            let (resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
            keeps.replace(Some(resolver));
            d
        },
    );
    d.cancel();
    assert_eq!(made.get(), 1);
    assert!(failure_result_of(d).is::<Cancelled>());
}
