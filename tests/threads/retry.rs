//! `retry`: attempts that other threads end.

use crate::meeting::elsewhere;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Deferred, Resolver, Retry};
use deferred::{Cancelled, Failure, retry};
use std::sync::mpsc;
use std::thread::{self, ThreadId};

#[derive(Debug, PartialEq)]
struct Busy(u32);

type Errors = (Busy, Cancelled);
type Attempt = Resolver<u32, Errors>;

/// What makes an attempt, and where its resolvers come.
fn attempts() -> (impl FnMut() -> Deferred<u32, Errors> + Send, mpsc::Receiver<Attempt>) {
    let (begun, resolvers) = mpsc::channel();
    let attempt = move || {
        let (resolver, d) = threads::pending();
        begun.send(resolver).unwrap();
        d
    };
    (attempt, resolvers)
}

#[test]
fn the_next_attempt_begins_where_the_one_before_failed() {
    const FAILING: u32 = if cfg!(miri) { 20 } else { 2000 };
    let (attempt, resolvers) = attempts();
    let (asked, on) = mpsc::channel::<(u64, ThreadId)>();
    let policy = move |attempts, _: &Failure<_>| {
        asked.send((attempts, thread::current().id())).unwrap();
        Retry::Now
    };
    let d = retry(policy, attempt);
    let worker = thread::spawn(move || {
        for n in 0..FAILING {
            resolvers.recv().unwrap().fail(Busy(n));
        }
        resolvers.recv().unwrap().succeed(7);
    });
    let id = worker.thread().id();
    worker.join().unwrap();
    assert_eq!(success_result_of(d), 7);
    assert!(on.iter().eq((1..=u64::from(FAILING)).map(|n| (n, id))));
}

#[test]
fn a_wait_may_end_on_another_thread_than_the_attempt() {
    let (attempt, resolvers) = attempts();
    let (said, waits) = mpsc::channel();
    let policy = move |attempts, _: &Failure<_>| {
        let (resolver, wait) = threads::pending::<(), (Cancelled,)>();
        said.send(resolver).unwrap();
        if attempts < 3 { Retry::After(wait) } else { Retry::Stop }
    };
    let d = retry(policy, attempt);
    for n in 0..3 {
        let attempt = resolvers.recv().unwrap();
        elsewhere(move || attempt.fail(Busy(n)));
        let wait = waits.recv().unwrap();
        elsewhere(move || wait.succeed(()));
    }
    assert_eq!(failure_result_of(d).trap::<Busy, _>().ok(), Some(Busy(2)));
}

#[test]
fn a_cancel_from_elsewhere_ends_the_wait_and_tells_what_it_was_for() {
    let (attempt, resolvers) = attempts();
    let (said, waits) = mpsc::channel();
    let policy = move |_, _: &Failure<_>| {
        let (resolver, wait) = threads::pending::<(), (Cancelled,)>();
        said.send(resolver).unwrap();
        Retry::After(wait)
    };
    let d = retry(policy, attempt);
    let stop = d.cancel_handle();
    resolvers.recv().unwrap().fail(Busy(1));
    elsewhere(move || stop.cancel());
    assert!(waits.recv().unwrap().is_cancelled());
    let failure = failure_result_of(d);
    assert!(failure.is::<Cancelled>());
    assert!(failure.cause().unwrap().to_string().contains("Busy"));
    assert!(resolvers.recv().is_err(), "it is gone, and what it held with it");
}

#[test]
fn an_attempt_that_is_cancelled_elsewhere_is_the_last() {
    let (attempt, resolvers) = attempts();
    let d = retry(|_, _: &Failure<_>| Retry::Now, attempt);
    let stop = d.cancel_handle();
    resolvers.recv().unwrap().fail(Busy(1));
    elsewhere(move || stop.cancel());
    assert!(resolvers.recv().unwrap().is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(resolvers.recv().is_err(), "no further attempt");
}
