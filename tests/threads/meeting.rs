//! Threads that meet.

use deferred::unhandled;
use std::sync::{Arc, Barrier};
use std::thread;

/// How often two threads meet where the order matters.
pub const ROUNDS: usize = if cfg!(miri) { 3 } else { 300 };

pub type Job = Box<dyn FnOnce() + Send>;

pub fn job(run: impl FnOnce() + Send + 'static) -> Job {
    Box::new(run)
}

/// Runs each on a thread of its own, at the same time. What nobody handles there fails the test.
pub fn at_once(jobs: Vec<Job>) {
    assert_eq!(reports_of(jobs), Vec::<String>::new());
}

/// The same, where something is reported: gives that of all threads.
pub fn reports_of(jobs: Vec<Job>) -> Vec<String> {
    let start = Arc::new(Barrier::new(jobs.len()));
    let run = |job: Job| {
        let start = start.clone();
        thread::spawn(move || {
            let watch = unhandled::watch();
            start.wait();
            job();
            watch.finish()
        })
    };
    let running: Vec<_> = jobs.into_iter().map(run).collect();
    running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
}

/// Runs it on another thread.
pub fn elsewhere(run: impl FnOnce() + Send + 'static) {
    at_once(vec![job(run)]);
}

pub fn crosses<X: Send>(x: X) -> X {
    x
}
