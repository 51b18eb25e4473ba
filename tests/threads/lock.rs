//! A lock that chains on several threads hold, one at a time.

use crate::meeting::{ROUNDS, at_once, crosses, elsewhere, job, meet, reports_of};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::threads::{self, Deferred, Lock};
use deferred::{Cancelled, chain};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

fn may_be_asked_anywhere<X: Send + Sync>(_: &X) {}

#[test]
fn one_chain_at_a_time_has_it_whatever_thread_it_is_on() {
    let lock = threads::lock(0);
    may_be_asked_anywhere(&lock);
    let held = Arc::new(AtomicBool::new(false));
    let count = |lock: Lock<usize>| {
        let held = held.clone();
        job(move || {
            for _ in 0..ROUNDS {
                let held = held.clone();
                let counted: Deferred<(), (Cancelled,)> = lock.run(move |count| {
                    assert!(!held.swap(true, Ordering::SeqCst), "two at a time");
                    *count += 1;
                    thread::yield_now();
                    held.store(false, Ordering::SeqCst);
                    threads::succeed(())
                });
                counted.catch(|_: Cancelled| ()).detach();
            }
        })
    };
    at_once((0..4).map(|_| count(lock.clone())).collect());
    assert_eq!(*success_result_of(lock.acquire()), 4 * ROUNDS);
}

#[test]
fn who_waits_goes_on_where_the_guard_is_dropped() {
    let lock = threads::lock(());
    let guard = crosses(success_result_of(lock.acquire()));
    let next = assert_no_result(chain! { lock.acquire(); then |_guard| thread::current().id() });
    let dropping = thread::spawn(move || drop(guard));
    let id = dropping.thread().id();
    dropping.join().unwrap();
    assert_eq!(success_result_of(next), id);
    assert!(!lock.is_locked());
}

#[test]
fn those_who_wait_come_in_order() {
    let lock = threads::lock(Vec::new());
    let first = success_result_of(lock.acquire());
    for number in 0..4 {
        let waits = lock.clone();
        elsewhere(move || {
            let noted = chain! { waits.acquire(); then move |mut seen| seen.push(number) };
            noted.catch(|_: Cancelled| ()).detach();
        });
    }
    assert_eq!(lock.waiting(), 4);
    elsewhere(move || drop(first));
    assert_eq!(*success_result_of(lock.acquire()), [0, 1, 2, 3]);
}

#[test]
fn it_passes_over_one_that_is_cancelled_as_it_is_handed_on() {
    let lock = threads::lock(());
    meet(|| {
        let guard = success_result_of(lock.acquire());
        let ends = lock.acquire();
        let stop = ends.cancel_handle();
        ends.map(drop).catch(|_: Cancelled| ()).detach();
        (job(move || drop(guard)), job(move || stop.cancel()))
    });
    assert!(!lock.is_locked());
}

#[test]
fn it_is_free_after_one_that_is_dropped_as_it_is_handed_on() {
    let lock = threads::lock(());
    meet(|| {
        let guard = success_result_of(lock.acquire());
        let waits = lock.acquire();
        (job(move || drop(guard)), job(move || drop(waits)))
    });
    assert!(!lock.is_locked());
}

#[test]
fn it_is_never_free_while_somebody_waits() {
    for _ in 0..ROUNDS {
        let lock = threads::lock(());
        let guard = success_result_of(lock.acquire());
        let (asks, (said, heard)) = (lock.clone(), mpsc::channel());
        let asking = job(move || said.send(asks.acquire()).unwrap());
        at_once(vec![job(move || drop(guard)), asking]);
        drop(success_result_of(heard.recv().unwrap()));
        assert!(!lock.is_locked());
    }
}

#[test]
fn it_is_held_until_what_runs_ends_elsewhere() {
    let lock = threads::lock(String::new());
    let (resolver, saved) = threads::pending::<usize, ()>();
    let length: Deferred<usize, (Cancelled,)> = lock.run(|file| {
        file.push_str("a line");
        saved
    });
    assert!(lock.is_locked());
    let next = assert_no_result(lock.acquire());
    elsewhere(move || resolver.succeed(6));
    assert_eq!(success_result_of(length), 6);
    assert_eq!(*success_result_of(next), "a line");
}

#[test]
fn it_is_free_after_what_runs_was_abandoned_or_cancelled() {
    let lock = threads::lock(());
    let (resolver, never) = threads::pending::<(), ()>();
    let run: Deferred<(), (Cancelled,)> = lock.run(|()| never);
    assert_eq!(reports_of(vec![job(move || drop(resolver))]).len(), 1);
    assert!(!lock.is_locked());
    drop(run);

    let (resolver, slow) = threads::pending::<(), (Cancelled,)>();
    let run: Deferred<(), (Cancelled,)> = lock.run(|()| slow);
    let stop = run.cancel_handle();
    elsewhere(move || stop.cancel());
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(run).is::<Cancelled>());
    assert!(!lock.is_locked());
}
