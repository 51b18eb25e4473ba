//! Waiting for several Deferreds that other threads fire.

use crate::meeting::{Job, ROUNDS, at_once, crosses};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, AnyThread, Deferred, Resolver};
use deferred::{
    Cancelled, Failure, chain, first_failure, first_success, gather, join, list, members, race, some,
    unhandled, window, windowed,
};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

#[derive(Debug, PartialEq)]
struct Down(usize);

type Errors = (Down, Cancelled);

type Pairs = (Vec<Resolver<usize, Errors>>, Vec<Deferred<usize, Errors>>);

fn pairs(n: usize) -> Pairs {
    (0..n).map(|_| threads::pending()).unzip()
}

#[test]
fn all_values_come_in_order_whoever_fires_them() {
    let (resolvers, all) = pairs(8);
    let all = crosses(gather(all));
    let fire =
        |(n, resolver): (usize, Resolver<usize, Errors>)| -> Job { Box::new(move || resolver.succeed(n)) };
    at_once(resolvers.into_iter().enumerate().map(fire).collect());
    assert_eq!(success_result_of(all), (0..8).collect::<Vec<_>>());
}

#[test]
fn each_shape_goes_on_on_the_thread_that_decides_it() {
    let (resolvers, mut all) = pairs(12);
    let mut two = || [all.remove(0), all.remove(0)];
    let listed = list(two());
    let gathered = chain! { gather(two()); then |_| thread::current().id() };
    let first_failed = first_failure(two());
    let first = first_success(two());
    let raced = race(two());
    let one = some(1, two());
    let thread = thread::spawn(move || resolvers.into_iter().for_each(|resolver| resolver.succeed(5)));
    let id = thread.thread().id();
    thread.join().unwrap();
    assert_eq!(success_result_of(listed).into_iter().flatten().collect::<Vec<_>>(), [5, 5]);
    assert_eq!(success_result_of(gathered), id);
    assert_eq!(success_result_of(first_failed), [5, 5]);
    assert_eq!(success_result_of(first), (0, 5));
    assert_eq!(success_result_of(raced), (0, 5));
    assert_eq!(success_result_of(one), [(0, 5)]);
}

#[test]
fn a_race_of_threads_has_one_winner_and_loses_nothing() {
    let watch = unhandled::watch();
    for _ in 0..ROUNDS {
        let (resolvers, both) = pairs(2);
        let [a, b] = resolvers.try_into().unwrap();
        let won = race(both);
        at_once(vec![Box::new(move || a.succeed(0)), Box::new(move || b.succeed(1))]);
        let (winner, value) = success_result_of(won);
        assert_eq!(winner, value);
    }
    watch.assert_nothing();
}

#[test]
fn one_late_failure_after_the_other_goes_to_the_sink() {
    for _ in 0..ROUNDS / 3 {
        let (resolvers, all) = pairs(4);
        let (busy, taken) = (AtomicBool::new(false), Arc::new(AtomicUsize::new(0)));
        let count = taken.clone();
        let all = members(all)
            .late(move |index, failure: Failure<Errors>| {
                assert!(!busy.swap(true, Ordering::SeqCst), "two at a time");
                assert_eq!(failure.check(), Some(&Down(index)));
                count.fetch_add(1, Ordering::SeqCst);
                thread::yield_now();
                busy.store(false, Ordering::SeqCst);
            })
            .gather();
        let fail = |(n, resolver): (usize, Resolver<usize, Errors>)| -> Job {
            Box::new(move || resolver.fail(Down(n)))
        };
        at_once(resolvers.into_iter().enumerate().map(fail).collect());
        assert!(failure_result_of(all).is::<Down>());
        assert_eq!(taken.load(Ordering::SeqCst), 3);
    }
}

#[test]
fn a_cancel_of_the_result_goes_to_each_member() {
    let (resolvers, all) = pairs(3);
    let all = gather(all);
    let stop = all.cancel_handle();
    thread::spawn(move || stop.cancel()).join().unwrap();
    assert!(resolvers.iter().all(Resolver::is_cancelled));
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn members_that_end_elsewhere_abandon_the_result() {
    let watch = unhandled::watch();
    let (resolver, d) = threads::pending::<u8, ()>();
    let all = gather([d]);
    thread::spawn(move || drop(resolver)).join().unwrap();
    assert_eq!(format!("{all:?}"), "Deferred(abandoned)");
    assert!(watch.finish().len() <= 1);
}

#[test]
fn join_and_list_take_members_of_different_types() {
    let (number, n) = threads::pending::<u32, (Down,)>();
    let (text, t) = threads::pending::<&str, (Cancelled,)>();
    let both: Deferred<(u32, &str), (Down, Cancelled)> = crosses(join!(n, t));
    let (flag, f) = threads::pending::<bool, (Down,)>();
    let kept = crosses(list!(f, threads::succeed('x')));
    let fire_two = move || {
        number.succeed(1);
        flag.fail(Down(3));
    };
    at_once(vec![Box::new(fire_two), Box::new(move || text.succeed("one"))]);
    assert_eq!(success_result_of(both), (1, "one"));
    let (failed, x) = success_result_of(kept);
    assert_eq!((failed.map_err(Failure::only), x.unwrap()), (Err(Down(3)), 'x'));
}

/// Numbers, each doubled by a thread.
fn doubled(
    under_way: Arc<AtomicUsize>,
    jobs: mpsc::Sender<(usize, Resolver<usize, Errors>)>,
) -> impl FnMut(usize) -> Deferred<usize, Errors> + Send {
    move |n| {
        assert!(under_way.fetch_add(1, Ordering::SeqCst) < 3, "no more than the window lets through");
        let (resolver, d) = threads::pending();
        jobs.send((n, resolver)).unwrap();
        d
    }
}

#[test]
fn a_window_lets_so_many_through_whoever_makes_room() {
    let (jobs, queue) = mpsc::channel();
    let queue = Arc::new(std::sync::Mutex::new(queue));
    let under_way = Arc::new(AtomicUsize::new(0));
    let all = windowed(3, 0..ROUNDS, doubled(under_way.clone(), jobs));
    let work = move || {
        loop {
            let Ok((n, resolver)) = queue.lock().unwrap().recv() else { return };
            under_way.fetch_sub(1, Ordering::SeqCst);
            resolver.succeed(2 * n);
        }
    };
    let workers = [0; 3].map(|_| thread::spawn(work.clone()));
    workers.into_iter().for_each(|worker| worker.join().unwrap());
    assert_eq!(success_result_of(all), (0..ROUNDS).map(|n| 2 * n).collect::<Vec<_>>());
}

#[test]
fn a_window_that_is_cancelled_begins_no_more_and_lets_its_work_go() {
    for _ in 0..ROUNDS / 3 {
        let (jobs, queue) = mpsc::channel();
        let all = windowed(2, 0.., move |n: usize| -> Deferred<usize, Errors> {
            let (resolver, d) = threads::pending();
            jobs.send((n, resolver)).unwrap();
            d
        });
        let stop = all.cancel_handle();
        let work = move || {
            // It ends when the window has dropped its work.
            queue.iter().for_each(|(n, resolver)| resolver.succeed(n));
        };
        at_once(vec![Box::new(work), Box::new(move || stop.cancel())]);
        assert!(failure_result_of(all).is::<Cancelled>());
    }
}

#[test]
fn members_of_one_thread_still_stay_there() {
    let on_one: deferred::Deferred<Vec<u8>> = gather([deferred::succeed(1)]);
    let on_any: deferred::Deferred<Vec<u8>, (), AnyThread> = gather([threads::succeed(1)]);
    assert_eq!(success_result_of(on_one), success_result_of(on_any));
}

#[test]
fn the_function_of_a_window_is_called_for_each_value_and_by_one_thread_at_a_time() {
    let (jobs, queue) = mpsc::channel::<Resolver<usize, Errors>>();
    let (busy, sum) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let (is_busy, adds) = (busy.clone(), sum.clone());
    let all = window(4, 0..ROUNDS, move |n| {
        let (resolver, d) = threads::pending::<usize, Errors>();
        jobs.send(resolver).unwrap();
        d.map(move |extra| n + extra)
    });
    let all = all.for_each(move |_, n| {
        assert!(!is_busy.swap(true, Ordering::SeqCst), "two at a time");
        adds.fetch_add(n, Ordering::SeqCst);
        thread::yield_now();
        is_busy.store(false, Ordering::SeqCst);
    });
    let queue = Arc::new(std::sync::Mutex::new(queue));
    let worker = || -> Job {
        let queue = queue.clone();
        Box::new(move || {
            loop {
                let next = queue.lock().unwrap().recv();
                match next {
                    Ok(resolver) => resolver.succeed(1),
                    Err(_) => return,
                }
            }
        })
    };
    at_once(vec![worker(), worker(), worker()]);
    success_result_of(all);
    assert_eq!(sum.load(Ordering::SeqCst), (0..ROUNDS).sum::<usize>() + ROUNDS);
}

#[test]
fn a_failure_on_one_thread_cancels_the_rest_on_the_others_and_loses_nothing() {
    for _ in 0..ROUNDS {
        let (mut resolvers, all) = pairs(3);
        let late = Arc::new(std::sync::Mutex::new(Vec::new()));
        let (failures, values) = (late.clone(), late.clone());
        let all = members(all)
            .late(move |index, failure: Failure<Errors>| {
                assert!(failure.is::<Down>());
                failures.lock().unwrap().push(index);
            })
            .late_values(move |index, _| values.lock().unwrap().push(index))
            .cancel_rest()
            .gather();
        let (third, second, first) = (resolvers.remove(2), resolvers.remove(1), resolvers.remove(0));
        let given_back = Arc::new(AtomicUsize::new(0));
        let back = given_back.clone();
        at_once(vec![
            Box::new(move || first.fail(Down(0))),
            Box::new(move || second.fail(Down(1))),
            Box::new(move || {
                if third.try_succeed(7).is_err() {
                    back.fetch_add(1, Ordering::SeqCst);
                }
            }),
        ]);
        let failed = failure_result_of(all).check::<Down>().unwrap().0;
        let late = late.lock().unwrap().clone();
        assert!(!late.contains(&failed));
        let thirds = late.iter().filter(|&&index| index == 2).count() + given_back.load(Ordering::SeqCst);
        assert_eq!(thirds, 1, "the third's value is late, or came back");
    }
}
