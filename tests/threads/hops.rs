//! Going on on another thread.

use crate::meeting::{job, meet};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Inbox, Job};
use deferred::{Abandoned, Cancelled, chain, unhandled};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

#[test]
fn what_is_behind_a_via_runs_where_the_executor_runs_it() {
    let (jobs, queue) = mpsc::channel::<Job>();
    let (resolver, d) = threads::pending::<u32, ()>();
    let before = chain! { d; then |_| thread::current().id() };
    let d = chain! {
        before.via(move |job| jobs.send(job).unwrap());
        then |before| (before, thread::current().id()),
    };
    resolver.succeed(1);
    let worker = thread::spawn(move || queue.iter().for_each(|job| job()));
    let id = worker.thread().id();
    worker.join().unwrap();
    assert_eq!(success_result_of(d), (thread::current().id(), id));
}

#[test]
fn an_executor_that_drops_the_job_abandons() {
    let (resolver, d) = threads::pending::<u32, (Abandoned,)>();
    let d = d.via(drop::<Job>);
    resolver.succeed(1);
    assert!(failure_result_of(d).is::<Abandoned>());
}

#[test]
fn what_an_inbox_brings_is_plain() {
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<u32, ()>();
    let sum = Rc::new(Cell::new(0));
    let seen = sum.clone();
    let d = chain! { inbox.bring(d); then move |n| seen.set(n) };
    let worker = thread::spawn(move || resolver.succeed(5));
    inbox.run();
    worker.join().unwrap();
    success_result_of(d);
    assert_eq!(sum.get(), 5);
}

#[test]
fn a_mailbox_runs_jobs_on_the_thread_of_its_inbox() {
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<u32, ()>();
    let d = chain! { d.via(inbox.mailbox()); then |_| thread::current().id() };
    thread::spawn(move || resolver.succeed(5)).join().unwrap();
    assert_eq!(inbox.run_ready(), 1);
    assert_eq!(success_result_of(d), thread::current().id());
}

#[test]
fn a_cancel_goes_over_to_what_was_brought() {
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    let d = inbox.bring(d);
    d.cancel();
    assert!(resolver.is_cancelled());
    inbox.run();
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn what_never_comes_ends_the_waiting() {
    let reports = deferred::unhandled::watch();
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<u32, ()>();
    let d = inbox.bring(d);
    drop(resolver);
    inbox.run();
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(reports.finish().len(), 1);
}

/// A pool whose jobs run when it is told to.
fn pool() -> (impl Fn(Job) + Send + 'static, mpsc::Receiver<Job>) {
    let (jobs, queue) = mpsc::channel::<Job>();
    (move |job| jobs.send(job).unwrap(), queue)
}

#[test]
fn a_cancel_takes_away_what_waits_for_the_executor() {
    let watch = unhandled::watch();
    let (executor, queue) = pool();
    let held = Arc::new(());
    let (resolver, d) = threads::pending::<Arc<()>, (Cancelled,)>();
    let worked = Arc::new(AtomicUsize::new(0));
    let work = worked.clone();
    let d = chain! {
        d.via(executor);
        then move |_| { work.fetch_add(1, Ordering::SeqCst); },
    };
    resolver.succeed(held.clone());
    d.cancel();
    assert_eq!(Arc::strong_count(&held), 1, "what was in the job goes at once");
    assert!(failure_result_of(d).is::<Cancelled>());
    queue.try_iter().for_each(|job| job());
    assert_eq!(worked.load(Ordering::SeqCst), 0);
    watch.assert_nothing();
}

#[test]
fn a_failure_in_a_job_that_is_cancelled_is_reported() {
    let watch = unhandled::watch();
    let (executor, queue) = pool();
    let (resolver, d) = threads::pending::<(), (Cancelled, &str)>();
    let d = d.via(executor);
    resolver.fail("broken");
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
    drop(queue);
    assert!(watch.finish()[0].contains("broken"), "it was there before the cancel");
}

#[test]
fn a_cancel_before_the_hop_goes_to_what_is_before_it() {
    let (executor, queue) = pool();
    let (resolver, d) = threads::pending::<(), (Cancelled,)>();
    let d = d.via(executor);
    d.cancel();
    assert!(resolver.is_cancelled());
    queue.try_iter().for_each(|job| job());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_job_that_cannot_be_cancelled_runs_and_the_cancel_goes_to_what_is_waited_for_next() {
    let (executor, queue) = pool();
    let (resolver, d) = threads::pending::<(), ()>();
    let (next, waits) = threads::pending::<(), (Cancelled,)>();
    let d = chain! { d.via(executor); then move |()| waits };
    resolver.succeed(());
    d.cancel();
    queue.try_iter().for_each(|job| job());
    assert!(next.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_that_took_a_job_away_is_taken_up_once() {
    let (executor, _queue) = pool();
    let (resolver, d) = threads::pending::<(), (Cancelled,)>();
    let (next, waits) = threads::pending::<(), (Cancelled,)>();
    let d = chain! { d.via(executor); catch |_: Cancelled| waits };
    resolver.succeed(());
    d.cancel();
    assert!(!next.is_cancelled());
    next.succeed(());
    success_result_of(d);
}

#[test]
fn a_cancel_while_the_job_runs_goes_to_what_is_waited_for_next() {
    let (executor, queue) = pool();
    let (resolver, d) = threads::pending::<(), (Cancelled,)>();
    let (next, waits) = threads::pending::<(), (Cancelled,)>();
    let stop = Arc::new(Mutex::new(None::<threads::CancelHandle>));
    let stops = stop.clone();
    let d = chain! {
        d.via(executor);
        then move |()| { stops.lock().unwrap().take().unwrap().cancel(); waits },
    };
    *stop.lock().unwrap() = Some(d.cancel_handle());
    resolver.succeed(());
    queue.try_iter().for_each(|job| job());
    assert!(next.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_job_and_its_cancel_that_meet_end_it_once() {
    let worked = Arc::new(AtomicUsize::new(0));
    let cancelled = Arc::new(AtomicUsize::new(0));
    let rounds = Arc::new(AtomicUsize::new(0));
    meet(|| {
        rounds.fetch_add(1, Ordering::SeqCst);
        let (executor, queue) = pool();
        let (resolver, d) = threads::pending::<(), (Cancelled,)>();
        let (work, cancel) = (worked.clone(), cancelled.clone());
        let there = d.via(executor);
        let stop = there.cancel_handle();
        let d = chain! {
            there;
            then move |()| { work.fetch_add(1, Ordering::SeqCst); },
            catch move |_: Cancelled| { cancel.fetch_add(1, Ordering::SeqCst); },
        };
        resolver.succeed(());
        d.detach();
        let run = queue.recv().unwrap();
        (run, job(move || stop.cancel()))
    });
    assert_eq!(
        worked.load(Ordering::SeqCst) + cancelled.load(Ordering::SeqCst),
        rounds.load(Ordering::SeqCst)
    );
}

#[test]
fn a_cancel_empties_the_letter_that_is_on_its_way() {
    let watch = unhandled::watch();
    let inbox = Inbox::new();
    let held = Arc::new(());
    let (resolver, d) = threads::pending::<Arc<()>, (Cancelled,)>();
    let worked = Rc::new(Cell::new(false));
    let work = worked.clone();
    let d = chain! { inbox.bring(d); then move |_| work.set(true) };
    let letter = held.clone();
    thread::spawn(move || resolver.succeed(letter)).join().unwrap();
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
    inbox.run();
    assert!(!worked.get());
    assert_eq!(Arc::strong_count(&held), 1);
    watch.assert_nothing();
}

#[test]
fn a_letter_with_a_failure_that_is_emptied_reports_it() {
    let watch = unhandled::watch();
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<(), (Cancelled, &str)>();
    let (other, second) = threads::pending::<u8, ()>();
    let first = inbox.bring(d);
    resolver.fail("broken");
    first.cancel();
    assert!(failure_result_of(first).is::<Cancelled>());
    let second = inbox.bring(second); // it has a place of its own
    other.succeed(2);
    inbox.run();
    assert_eq!(success_result_of(second), 2);
    assert!(watch.finish()[0].contains("broken"), "it was there before the cancel");
}

#[test]
fn a_cancel_of_what_is_elsewhere_goes_there() {
    let inbox = Inbox::new();
    let (resolver, d) = threads::pending::<(), (Cancelled,)>();
    let d = inbox.bring(d);
    d.cancel();
    assert!(resolver.is_cancelled());
    inbox.run();
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn an_answer_that_is_emptied_on_its_way_is_no_late_failure_in_whatever_words() {
    let watch = unhandled::watch();
    let inbox = Inbox::default();
    let (resolver, d) = threads::pending::<(), (Cancelled,)>();
    let here = inbox.bring(d);
    resolver.fail(Cancelled);
    here.cancel();
    assert!(failure_result_of(here).is::<Cancelled>());
    inbox.run();
    watch.assert_nothing();
}
