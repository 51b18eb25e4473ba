//! A lock: one at a time, in the order in which they came.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Lock, chain, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn a_free_lock_is_acquired_at_once() {
    let lock = Lock::new(());
    assert!(!lock.is_locked());
    let guard = success_result_of(lock.acquire());
    assert!(lock.is_locked());
    drop(guard);
    assert!(!lock.is_locked());
}

#[test]
fn it_goes_from_one_to_the_next_in_order() {
    let lock = Lock::new(Vec::new());
    let mut first = success_result_of(lock.acquire());
    let note = |name: &'static str| {
        let d = chain! { lock.acquire(); then move |mut names| names.push(name) };
        assert_no_result(d)
    };
    let (second, third) = (note("second"), note("third"));
    assert_eq!(lock.waiting(), 2);
    first.push("first");
    drop(first);
    success_result_of(second);
    success_result_of(third);
    assert_eq!(*success_result_of(lock.acquire()), ["first", "second", "third"]);
}

#[test]
fn it_is_handed_on_before_the_drop_is_over() {
    let lock = Lock::new(0);
    let guard = success_result_of(lock.acquire());
    let second = lock.acquire();
    drop(guard);
    let mut held = success_result_of(second);
    *held += 1;
    assert!(lock.is_locked());
    assert!(lock.try_acquire().is_none());
    drop(held);
    assert_eq!(lock.try_acquire().map(|guard| *guard), Some(1));
}

#[test]
fn a_clone_is_the_same_lock() {
    let lock = Lock::new(());
    let _guard = lock.clone().try_acquire();
    assert!(lock.is_locked());
}

#[test]
fn case_39_a_cancelled_waiter_is_removed() {
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    let (second, third) = (lock.acquire(), lock.acquire());
    second.cancel();
    assert_eq!(lock.waiting(), 1);
    assert!(failure_result_of(second).is::<Cancelled>());
    drop(guard);
    let _third = success_result_of(third);
}

#[test]
fn case_39_cancelling_one_that_has_it_does_nothing() {
    let lock = Lock::new(());
    let d = lock.acquire();
    d.cancel();
    let _guard = success_result_of(d);
}

#[test]
fn case_39_the_last_waiter_may_be_cancelled() {
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    let second = lock.acquire();
    second.cancel();
    drop(guard);
    assert!(!lock.is_locked());
    assert!(failure_result_of(second).is::<Cancelled>());
}

#[test]
fn a_waiter_that_was_dropped_is_passed_over() {
    let watch = unhandled::watch();
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    drop(lock.acquire());
    assert_eq!(lock.waiting(), 0);
    let third = lock.acquire();
    drop(guard);
    let _third = success_result_of(third);
    watch.assert_nothing();
}

#[test]
fn callbacks_of_a_dropped_waiter_still_run() {
    let lock = Lock::new(0);
    let guard = success_result_of(lock.acquire());
    drop(chain! { lock.acquire(); then |mut n| *n += 1 });
    let third = lock.acquire();
    drop(guard);
    assert_eq!(*success_result_of(third), 1);
}

#[test]
fn a_waiter_cancelled_while_the_lock_is_handed_on_gets_nothing() {
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let stops = stop.clone();
    // The second cancels the third while it has the lock, which then is the fourth's.
    let second = chain! { lock.acquire(); then move |guard| { stops.borrow().cancel(); drop(guard) } };
    let third = lock.acquire();
    stop.replace(third.cancel_handle());
    let fourth = lock.acquire();
    drop(guard);
    success_result_of(second);
    assert!(failure_result_of(third).is::<Cancelled>());
    let _fourth = success_result_of(fourth);
}

#[test]
fn a_guard_keeps_the_lock_alive() {
    let watch = unhandled::watch();
    let lock = Lock::new(());
    let kept = success_result_of(lock.acquire());
    let second = lock.acquire();
    drop(lock);
    // The guard keeps the lock alive.
    let second = assert_no_result(second);
    drop(kept);
    let _second = success_result_of(second);
    watch.assert_nothing();
}

#[test]
fn a_waiter_that_panics_hands_the_lock_on() {
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    chain! { lock.acquire(); catch |_: Cancelled| unreachable!("nobody cancels"), then |_guard| panic!("with the lock") }.detach();
    let third = lock.acquire();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(guard)));
    assert!(panicked.is_err());
    let _third = success_result_of(third);
}

#[test]
fn a_cancelled_waiter_says_where_it_waited() {
    let lock = Lock::new(());
    let _guard = lock.try_acquire();
    let d = lock.acquire();
    let line = line!() - 1;
    d.cancel();
    assert!(failure_result_of(d).raised().to_string().contains(&format!("lock.rs:{line}:")));
}

#[test]
fn it_says_what_it_is() {
    let lock = Lock::new(1);
    let guard = success_result_of(lock.acquire());
    let _second = lock.acquire();
    assert_eq!(format!("{lock:?} {guard:?}"), "Lock { locked: true, waiting: 1 } LockGuard(1)");
}

#[test]
fn by_default_it_is_free_and_guards_the_default() {
    let lock = Lock::<u32>::default();
    assert!(!lock.is_locked());
    assert_eq!(*success_result_of(lock.acquire()), 0);
}
