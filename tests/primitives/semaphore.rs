//! A semaphore: so many at a time.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Semaphore};

#[test]
fn so_many_at_a_time_and_no_more() {
    let semaphore = Semaphore::new(2);
    let first = success_result_of(semaphore.acquire());
    let second = success_result_of(semaphore.acquire());
    assert!(semaphore.try_acquire().is_none());
    let third = assert_no_result(semaphore.acquire());
    let fourth = assert_no_result(semaphore.acquire());
    drop(second);
    let third = success_result_of(third);
    let fourth = assert_no_result(fourth);
    drop(first);
    let fourth = success_result_of(fourth);
    drop((third, fourth));
    assert_eq!(semaphore.free(), 2);
}

#[test]
fn case_39_a_cancelled_waiter_is_removed() {
    let semaphore = Semaphore::new(1);
    let guard = success_result_of(semaphore.acquire());
    let (second, third) = (semaphore.acquire(), semaphore.acquire());
    second.cancel();
    assert_eq!(semaphore.waiting(), 1);
    drop(guard);
    let _third = success_result_of(third);
    assert!(failure_result_of(second).is::<Cancelled>());
}

#[test]
fn case_39_there_are_never_more_tokens_than_there_were() {
    let semaphore = Semaphore::new(3);
    for _ in 0..5 {
        let held: Vec<_> = (0..3).map(|_| success_result_of(semaphore.acquire())).collect();
        assert_eq!(semaphore.free(), 0);
        drop(held);
        assert_eq!(semaphore.free(), 3);
    }
}

#[test]
#[should_panic(expected = "at least one token")]
fn one_without_tokens_is_a_mistake() {
    let _none = Semaphore::new(0);
}

#[test]
fn who_only_tries_has_a_free_token_or_none_and_never_waits() {
    let semaphore = Semaphore::new(2);
    let first = semaphore.try_acquire().expect("two are free");
    let _second = semaphore.try_acquire().expect("one is free");
    assert!(semaphore.try_acquire().is_none());
    assert_eq!((semaphore.free(), semaphore.waiting()), (0, 0));
    let (third, _fourth) = (semaphore.acquire(), semaphore.acquire());
    assert_eq!(semaphore.waiting(), 2);
    drop(first);
    let _third = success_result_of(third);
    assert_eq!((semaphore.free(), semaphore.waiting()), (0, 1));
}
