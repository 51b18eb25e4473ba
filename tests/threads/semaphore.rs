//! A semaphore that chains on several threads share.

use crate::meeting::{ROUNDS, at_once, elsewhere, job};
use deferred::testing::{assert_no_result, success_result_of};
use deferred::threads::{self, Deferred};
use deferred::{Cancelled, chain};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[test]
fn so_many_have_a_token_and_no_more() {
    let three = threads::semaphore(3);
    let (held, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let work = || {
        let (three, held, most) = (three.clone(), held.clone(), most.clone());
        job(move || {
            for _ in 0..ROUNDS {
                let (held, most) = (held.clone(), most.clone());
                let ran: Deferred<(), (Cancelled,)> = three.run(move || {
                    most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::yield_now();
                    held.fetch_sub(1, Ordering::SeqCst);
                    threads::succeed(())
                });
                ran.catch(|_: Cancelled| ()).detach();
            }
        })
    };
    at_once((0..5).map(|_| work()).collect());
    assert!((1..=3).contains(&most.load(Ordering::SeqCst)), "{most:?} at a time");
    assert_eq!((three.free(), three.waiting()), (3, 0));
}

#[test]
fn a_token_that_is_dropped_elsewhere_goes_to_the_next() {
    let one = threads::semaphore(1);
    let token = one.try_acquire().unwrap();
    let next = assert_no_result(chain! { one.acquire(); then |_token| thread::current().id() });
    let dropping = thread::spawn(move || drop(token));
    let id = dropping.thread().id();
    dropping.join().unwrap();
    assert_eq!(success_result_of(next), id);
}

#[test]
fn no_token_is_lost_or_made_where_cancels_and_returns_meet() {
    for _ in 0..ROUNDS {
        let two = threads::semaphore(2);
        let tokens = [two.try_acquire().unwrap(), two.try_acquire().unwrap()];
        let (ends, dropped, waits) = (two.acquire(), two.acquire(), two.acquire());
        let stop = ends.cancel_handle();
        let [first, second] = tokens;
        at_once(vec![
            job(move || drop(first)),
            job(move || drop(second)),
            job(move || stop.cancel()),
            job(move || drop(dropped)),
        ]);
        drop(ends.try_outcome().unwrap());
        drop(success_result_of(waits));
        assert_eq!((two.free(), two.waiting()), (2, 0));
    }
}

#[test]
fn tokens_are_counted_from_any_thread() {
    let two = threads::semaphore(2);
    let token = two.try_acquire();
    let asked = two.clone();
    elsewhere(move || assert_eq!(asked.free(), 1));
    drop(token);
    assert_eq!(two.free(), 2);
}
