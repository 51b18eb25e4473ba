//! Going on on another thread.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Inbox, Job};
use deferred::{Abandoned, Cancelled, chain};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc;
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
