//! Steps that follow one another, on whatever threads they end.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Deferred, Resolver};
use deferred::{Cancelled, fold, iterate};
use std::ops::ControlFlow::{Break, Continue};
use std::sync::mpsc;
use std::thread;

type Job = (u32, Resolver<u32, (Cancelled,)>);

/// A thread that adds one to each number that is sent to it.
fn adder() -> (mpsc::Sender<Job>, thread::JoinHandle<()>) {
    let (jobs, queue) = mpsc::channel::<Job>();
    (jobs, thread::spawn(move || queue.iter().for_each(|(n, resolver)| resolver.succeed(n + 1))))
}

fn add(jobs: &mpsc::Sender<Job>, n: u32) -> Deferred<u32, (Cancelled,)> {
    let (resolver, d) = threads::pending();
    jobs.send((n, resolver)).unwrap();
    d
}

#[test]
fn a_loop_goes_on_where_its_step_ends() {
    const STEPS: u32 = if cfg!(miri) { 20 } else { 2000 };
    let (jobs, worker) = adder();
    let counted = iterate(0, move |n| match n {
        STEPS => threads::settled(Ok(Break(thread::current().id()))),
        _ => add(&jobs, n).map(Continue),
    });
    let id = worker.thread().id();
    worker.join().unwrap();
    assert_eq!(success_result_of(counted), id);
}

#[test]
fn items_are_folded_one_after_the_other() {
    let (jobs, worker) = adder();
    let sum = fold([1, 2, 3], 0, move |sum, n| add(&jobs, sum + n));
    worker.join().unwrap();
    assert_eq!(success_result_of(sum), 9);
}

#[test]
fn a_cancel_from_elsewhere_goes_to_the_step_and_ends_the_loop() {
    let (begun, resolvers) = mpsc::channel();
    let endless: Deferred<(), (Cancelled,)> = iterate((), move |()| {
        let (resolver, d) = threads::pending::<(), (Cancelled,)>();
        begun.send(resolver).unwrap();
        d.map(Continue)
    });
    resolvers.recv().unwrap().succeed(());
    let stop = endless.cancel_handle();
    thread::spawn(move || stop.cancel()).join().unwrap();
    assert!(resolvers.recv().unwrap().is_cancelled());
    assert!(resolvers.recv().is_err(), "the loop is gone, and what it held with it");
    assert!(failure_result_of(endless).is::<Cancelled>());
}
