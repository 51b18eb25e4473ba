//! A queue from threads to threads.

use crate::meeting::{ROUNDS, at_once, elsewhere, job, meet};
use deferred::testing::{assert_no_result, success_result_of};
use deferred::threads::Delivery;
use deferred::{PutError, QueueUnderflow, chain, iterate, threads};
use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[test]
fn a_value_put_elsewhere_runs_the_takers_callbacks_there() {
    let queue = threads::queue::<u32>();
    let taken = assert_no_result(chain! { queue.get(); then |n| (n.accept(), thread::current().id()) });
    let putting = thread::spawn(move || queue.put(7).unwrap());
    let id = putting.thread().id();
    putting.join().unwrap();
    assert_eq!(success_result_of(taken), (7, id));
}

#[test]
fn every_value_is_taken_once() {
    let queue = threads::queue::<usize>();
    let (sum, count) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let put = |from: usize| {
        let queue = queue.clone();
        job(move || (from..from + ROUNDS).for_each(|n| queue.put(n).unwrap()))
    };
    let take = || {
        let (queue, sum, count) = (queue.clone(), sum.clone(), count.clone());
        job(move || {
            for _ in 0..ROUNDS {
                let (sum, count) = (sum.clone(), count.clone());
                let note = move |n: Delivery<usize>| {
                    sum.fetch_add(n.accept(), Ordering::SeqCst);
                    count.fetch_add(1, Ordering::SeqCst);
                };
                queue.get().map(note).catch_all(|_| ()).detach();
            }
        })
    };
    at_once(vec![put(0), put(ROUNDS), take(), take()]);
    assert_eq!(count.load(Ordering::SeqCst), 2 * ROUNDS);
    assert_eq!(sum.load(Ordering::SeqCst), (0..2 * ROUNDS).sum());
    assert_eq!((queue.len(), queue.waiting()), (0, 0));
}

#[test]
fn the_values_of_one_thread_come_in_its_order() {
    let queue = threads::queue::<usize>();
    let first = queue.clone();
    elsewhere(move || (0..10).for_each(|n| first.put(n).unwrap()));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (from, note) = (queue.clone(), seen.clone());
    let drained = iterate((), move |()| {
        let note = note.clone();
        from.get().map(move |n| -> ControlFlow<(), ()> {
            let n = n.accept();
            note.lock().unwrap().push(n);
            if n == 10 + ROUNDS { Break(()) } else { Continue(()) }
        })
    });
    elsewhere(move || (10..=10 + ROUNDS).for_each(|n| queue.put(n).unwrap()));
    success_result_of(drained);
    assert_eq!(*seen.lock().unwrap(), (0..=10 + ROUNDS).collect::<Vec<_>>());
}

#[test]
fn a_value_whose_taker_is_cancelled_meanwhile_goes_to_the_next_or_waits() {
    let queue = threads::queue();
    let (put, taken) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    meet(|| {
        if !queue.is_empty() {
            // That of a taker who was cancelled in time.
            success_result_of(queue.get()).accept();
            taken.fetch_add(1, Ordering::SeqCst);
        }
        let d = queue.get();
        let (stop, puts, put, taken) = (d.cancel_handle(), queue.clone(), put.clone(), taken.clone());
        let take = move |unit: Delivery<()>| {
            unit.accept();
            taken.fetch_add(1, Ordering::SeqCst);
        };
        d.map(take).catch_all(|_| ()).detach();
        let put = job(move || {
            put.fetch_add(1, Ordering::SeqCst);
            puts.put(()).unwrap();
        });
        (put, job(move || stop.cancel()))
    });
    assert_eq!(taken.load(Ordering::SeqCst) + queue.len(), put.load(Ordering::SeqCst));
}

#[test]
fn limits_hold_on_all_threads_together() {
    let queue = threads::queue::<usize>().with_size(5).with_backlog(3);
    let refused = Arc::new(AtomicUsize::new(0));
    let put = || {
        let (queue, refused) = (queue.clone(), refused.clone());
        job(move || {
            for n in 0..4 {
                if let Err(full) = queue.put(n) {
                    assert_eq!(full, PutError::Overflow(n));
                    refused.fetch_add(1, Ordering::SeqCst);
                }
            }
        })
    };
    at_once(vec![put(), put(), put()]);
    assert_eq!((queue.len(), refused.load(Ordering::SeqCst)), (5, 7));
    for _ in 0..5 {
        success_result_of(queue.get().unwrap()).accept();
    }
    let waiting: Vec<_> = (0..3).map(|_| assert_no_result(queue.get().unwrap())).collect();
    let asked = queue.clone();
    elsewhere(move || assert_eq!(asked.get().err(), Some(QueueUnderflow)));
    assert_eq!(queue.waiting(), waiting.len());
}
