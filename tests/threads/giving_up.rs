//! Giving up does not lose a cancel: what nothing can take is noted for what is waited for next.

use crate::gong::Gong;
use crate::meeting::{ROUNDS, at_once, job};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Deferred, Resolver};
use deferred::{Cancelled, TimedOut};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

type Given = Deferred<(), (Cancelled, TimedOut)>;

/// Where the resolver comes of what is waited for next.
type Next = mpsc::Receiver<Resolver<(), (Cancelled,)>>;

/// What cannot be cancelled, given up after a second; whatever comes of it, something else is waited for.
fn given_up(gong: &Gong) -> (Resolver<()>, Given, Next) {
    let (resolver, stubborn) = threads::pending::<(), ()>();
    let (begun, next) = mpsc::channel();
    let d = stubborn.give_up_after(gong, SECOND).both(move |_| {
        let (resolver, d) = threads::pending::<(), (Cancelled,)>();
        begun.send(resolver).unwrap();
        d.raises_at_most()
    });
    (resolver, d, next)
}

fn cancel_elsewhere(d: &Given) {
    let stop = d.cancel_handle();
    thread::spawn(move || stop.cancel()).join().unwrap();
}

#[test]
fn a_cancel_that_nothing_took_goes_to_what_follows_the_giving_up() {
    let gong = Gong::default();
    let (_resolver, d, next) = given_up(&gong);
    cancel_elsewhere(&d);
    gong.strike();
    assert!(next.recv().unwrap().is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_that_nothing_took_goes_to_what_follows_the_result() {
    let gong = Gong::default();
    let (resolver, d, next) = given_up(&gong);
    cancel_elsewhere(&d);
    thread::spawn(move || resolver.succeed(())).join().unwrap();
    assert!(next.recv().unwrap().is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_that_was_taken_up_before_the_giving_up_goes_no_further() {
    let gong = Gong::default();
    let (resolver, stubborn) = threads::pending::<(), (Cancelled,)>();
    let (begun, next) = mpsc::channel();
    let following = begun.clone();
    let wait = |begun: mpsc::Sender<Resolver<(), (Cancelled,)>>| {
        let (resolver, d) = threads::pending::<(), (Cancelled,)>();
        begun.send(resolver).unwrap();
        d
    };
    let d =
        stubborn.uncancellable().then_else(move |()| wait(begun), |failure| threads::settled(Err(failure)));
    let d: Given = d.give_up_after(&gong, SECOND);
    let d = d.both(move |_| wait(following).raises_at_most());
    cancel_elsewhere(&d);
    thread::spawn(move || resolver.succeed(())).join().unwrap();
    assert!(next.recv().unwrap().is_cancelled());
    let follows = next.recv().unwrap();
    assert!(!follows.is_cancelled());
    follows.succeed(());
    success_result_of(d);
}

#[test]
fn a_cancel_and_the_time_at_once_end_what_follows() {
    for _ in 0..ROUNDS {
        let gong = Gong::default();
        let (_resolver, d, next) = given_up(&gong);
        let (stop, call) = (d.cancel_handle(), gong.take_call());
        at_once(vec![job(move || stop.cancel()), call]);
        assert!(next.recv().unwrap().is_cancelled());
        assert!(failure_result_of(d).is::<Cancelled>());
    }
}
