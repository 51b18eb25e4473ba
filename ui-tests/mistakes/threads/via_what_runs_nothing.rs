// Code: E-no-executor
//! `via` something that runs no jobs.
//!
//! In Twisted, `deferToThreadPool(reactor, pool, f)` takes any object for the pool, and fails with an `AttributeError` where it asks that for `callInThread`.
//!
//! An executor is given each job, here `Box<dyn FnOnce() + Send>`, and has to run it. A `Sender` of jobs sends them, and does not say so by its type.
//!
//! The fix: a function that takes the job, `move |job| ..`.

use deferred::{chain, threads};
use std::sync::mpsc;

fn main() {
    let (jobs, queue) = mpsc::channel::<threads::Job>();
    let there = threads::succeed(1).via(jobs);
    queue.try_recv().expect("the job is here")();
    chain! { there; then |n| println!("{n}") }.detach();
}
