//! A queue with a backlog: who is refused, and what that costs.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Queue, QueueClosed, QueueUnderflow, threads, unhandled};
use std::time::{Duration, Instant};

const MANY: usize = 100_000;

#[test]
fn being_refused_costs_the_same_however_many_wait() {
    let spent = |waiting: usize| -> Duration {
        let queue = Queue::<u8>::new().with_backlog(waiting);
        let _takers: Vec<_> = (0..waiting).map(|_| queue.get().unwrap()).collect();
        // The fastest of many short rounds: something else may run in any of them.
        let round = |_| {
            let begun = Instant::now();
            (0..10).for_each(|_| assert_eq!(queue.get().err(), Some(QueueUnderflow)));
            begun.elapsed()
        };
        (0..100).map(round).min().expect("there are rounds")
    };
    let (few, many) = (spent(1_024), spent(MANY));
    // A hundred times as many: where each is looked at, it takes a hundred times as long.
    assert!(many < few * 10, "{few:?} for a thousand, {many:?} for a hundred thousand");
}

#[test]
fn a_place_of_one_that_was_cancelled_is_free_at_once_however_many_wait() {
    let watch = unhandled::watch();
    let queue = Queue::<u8>::new().with_backlog(MANY);
    let takers: Vec<_> = (0..MANY).map(|_| queue.get().unwrap()).collect();
    let mut kept = Vec::new();
    for at in [0, MANY / 2, MANY - 1] {
        takers[at].cancel();
        let another = assert_no_result(queue.get().expect("one has gone"));
        assert_eq!(queue.get().err(), Some(QueueUnderflow));
        another.cancel();
        kept.push(queue.get().expect("that one has gone, too"));
    }
    watch.assert_nothing();
}

#[test]
fn a_place_of_one_that_was_dropped_is_found() {
    let queue = Queue::<u8>::new().with_backlog(MANY);
    let mut takers: Vec<_> = (0..MANY).map(|_| queue.get().unwrap()).collect();
    drop(takers.remove(MANY - 1));
    let refused = std::iter::from_fn(|| queue.get().err()).take(MANY).count();
    assert!(refused <= MANY / 1_024, "{refused}");

    let small = Queue::<u8>::new().with_backlog(1_000);
    let mut takers: Vec<_> = (0..1_000).map(|_| small.get().unwrap()).collect();
    drop(takers.remove(500));
    takers.push(small.get().expect("a line of a thousand is looked through"));
    assert_eq!(small.get().err(), Some(QueueUnderflow));
}

#[test]
fn all_of_a_line_may_be_cancelled_and_as_many_wait_again() {
    let queue = Queue::<usize>::new().with_backlog(100);
    for _ in 0..3 {
        let takers: Vec<_> = (0..100).map(|_| queue.get().unwrap()).collect();
        assert_eq!(queue.get().err(), Some(QueueUnderflow));
        let stop: CancelHandle = takers.iter().map(|taker| taker.cancel_handle()).collect();
        stop.cancel();
        takers.into_iter().for_each(|taker| assert!(failure_result_of(taker).is::<Cancelled>()));
    }
    let taker = queue.get().unwrap();
    queue.put(7).unwrap();
    assert_eq!(success_result_of(taker).accept(), 7);
}

#[test]
fn places_are_counted_across_threads() {
    let queue = threads::queue::<usize>().with_backlog(8);
    let takers: Vec<_> = (0..8).map(|_| queue.get().unwrap()).collect();
    assert_eq!(queue.get().err(), Some(QueueUnderflow));
    let stops: Vec<_> = takers.iter().map(|taker| taker.cancel_handle()).collect();
    let cancels = stops.into_iter().map(|stop| std::thread::spawn(move || stop.cancel()));
    cancels.collect::<Vec<_>>().into_iter().for_each(|thread| thread.join().unwrap());
    let again: Vec<_> = (0..8).map(|_| queue.get().unwrap()).collect();
    assert_eq!(queue.get().err(), Some(QueueUnderflow));
    drop((takers, again));
}

#[test]
fn who_waits_at_a_queue_with_a_backlog_learns_of_its_end_in_either_flavour() {
    let queue = Queue::<u8>::new().with_backlog(2);
    let (first, second) = (queue.get().unwrap(), queue.get().unwrap());
    let closing = queue.clone();
    closing.close();
    assert!(failure_result_of(first).is::<QueueClosed>());
    drop(second);
    assert!(failure_result_of(queue.get().unwrap()).is::<QueueClosed>());

    let queue = threads::queue::<u8>().with_backlog(2);
    let (first, second) = (queue.get().unwrap(), queue.get().unwrap());
    let closing = queue.clone();
    std::thread::spawn(move || closing.close()).join().unwrap();
    assert!(failure_result_of(first).is::<QueueClosed>());
    drop(second);
    let last = threads::queue::<u8>().with_backlog(1).get().unwrap();
    assert!(failure_result_of(last).is::<QueueClosed>(), "the queue is gone");
}

#[test]
fn joining_costs_the_same_however_many_wait_where_as_many_leave() {
    let spent = |waiting: usize| -> Duration {
        let queue = Queue::<u8>::new();
        let mut takers: Vec<_> = (0..waiting).map(|_| queue.get()).collect();
        let begun = Instant::now();
        for step in 0..20_000 {
            takers[step % waiting].cancel();
            takers[step % waiting] = queue.get();
        }
        begun.elapsed()
    };
    // As many as there is room for, so that the first who joins finds the line full.
    let (few, many) = (spent(1_024), spent(65_536));
    assert!(many < few * 10, "{few:?} beside a thousand, {many:?} beside sixty thousand");
}
