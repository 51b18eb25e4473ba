//! `run` holds a lock or a token until what it runs has its result, whichever that is.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Cancelled, Deferred, Lock, Semaphore, chain, unhandled};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[derive(Debug)]
struct Broken;

type Stoppable<T> = Deferred<T, (Broken, Cancelled)>;

#[test]
fn case_39_it_is_held_until_the_deferred_fires() {
    let lock = Lock::new(());
    let (resolver, job) = Deferred::<u8, (Broken,)>::pending();
    let d: Stoppable<u8> = lock.run(|_| job);
    assert!(lock.is_locked());
    let d = assert_no_result(d);
    resolver.succeed(1);
    assert!(!lock.is_locked());
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn case_39_what_is_run_begins_when_the_lock_is_there() {
    let lock = Lock::new(5);
    let guard = success_result_of(lock.acquire());
    let began = Rc::new(Cell::new(false));
    let begins = began.clone();
    let d: Deferred<i32, (Cancelled,)> = lock.run(move |n| {
        begins.set(true);
        Deferred::<_>::succeed(*n + 1)
    });
    assert!(!began.get());
    drop(guard);
    assert!(began.get());
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn case_39_a_failure_lets_it_go_and_passes_on() {
    let semaphore = Semaphore::new(1);
    let (resolver, job) = Deferred::<u8, (Broken,)>::pending();
    let d: Stoppable<u8> = semaphore.run(|| job);
    assert_eq!(semaphore.free(), 0);
    resolver.fail(Broken);
    assert_eq!(semaphore.free(), 1);
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn one_that_is_abandoned_lets_it_go() {
    let watch = unhandled::watch();
    let lock = Lock::new(());
    let (resolver, job) = Deferred::<u8>::pending();
    let d: Deferred<u8, (Cancelled,)> = lock.run(|_| job);
    drop(resolver);
    assert!(!lock.is_locked());
    drop(d);
    assert_eq!(watch.finish().len(), 1);

    let (resolver, job) = Deferred::<u8, (Abandoned,)>::pending();
    let d: Deferred<u8, (Cancelled, Abandoned)> = lock.run(|_| job);
    drop(resolver);
    assert!(!lock.is_locked());
    assert!(failure_result_of(d).is::<Abandoned>());
}

#[test]
fn a_panic_lets_it_go() {
    let lock = Lock::new(());
    let panics = || drop(lock.run::<u8, (), (Cancelled,), _, _, _>(|_| panic!("on purpose")));
    assert!(catch_unwind(AssertUnwindSafe(panics)).is_err());
    assert!(!lock.is_locked());
}

#[test]
fn the_next_runs_before_the_result_goes_on() {
    let log = Rc::new(std::cell::RefCell::new(Vec::new()));
    let lock = Lock::new(());
    let (resolver, job) = Deferred::<()>::pending();
    let (first, second) = (log.clone(), log.clone());
    let d: Deferred<(), (Cancelled,)> = lock.run(|_| job);
    let d = chain! { d; then move |()| first.borrow_mut().push("result") };
    let next: Deferred<(), (Cancelled,)> = lock.run(move |_| {
        second.borrow_mut().push("next");
        Deferred::<_>::succeed(())
    });
    resolver.succeed(());
    success_result_of(d);
    success_result_of(next);
    assert_eq!(*log.borrow(), ["next", "result"]);
}

#[test]
fn case_39_a_cancel_while_it_waits_for_the_lock_leaves_the_line() {
    let lock = Lock::new(());
    let guard = success_result_of(lock.acquire());
    let d: Deferred<(), (Cancelled,)> = lock.run(|_| -> Deferred<()> { unreachable!("it was cancelled") });
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
    drop(guard);
    assert!(!lock.is_locked());
}

#[test]
fn a_cancel_while_it_runs_goes_to_what_is_run() {
    let lock = Lock::new(());
    let asked = Rc::new(Cell::new(false));
    let asks = asked.clone();
    let (_resolver, job) = Deferred::<(), (Cancelled,)>::cancellable(move || asks.set(true));
    let d: Deferred<(), (Cancelled,)> = lock.run(|_| job);
    d.cancel();
    assert!(asked.get());
    assert!(!lock.is_locked());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn what_cannot_be_cancelled_holds_it_to_its_end() {
    let lock = Lock::new(());
    let (resolver, job) = Deferred::<u8>::pending();
    let d: Deferred<u8, (Cancelled,)> = lock.run(|_| job);
    d.cancel();
    assert!(lock.is_locked());
    resolver.succeed(3);
    assert!(!lock.is_locked());
    assert_eq!(success_result_of(d), 3);
}
