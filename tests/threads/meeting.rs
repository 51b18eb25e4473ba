//! Threads that meet.

use deferred::unhandled;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
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

/// Ends what two threads wait for, if the one that has it panics.
struct Panics(Arc<AtomicUsize>);

impl Panics {
    const NOTED: usize = usize::MAX / 2;
}

impl Drop for Panics {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.store(Self::NOTED, Ordering::SeqCst);
        }
    }
}

/// Has two threads meet within a few instructions, each time shifted a little against one another. A round gives what the two run,
/// and begins when the one before is over on both.
///
/// Neither thread sleeps between two rounds: to be woken takes longer than a round.
pub fn meet(mut round: impl FnMut() -> (Job, Job)) {
    const MEETINGS: usize = if cfg!(miri) { 3 } else { 20_000 };
    let (next, met) = (Arc::new(Mutex::new(None::<Job>)), Arc::new(AtomicUsize::new(0)));
    let run = |met: &AtomicUsize, number: usize, shift: usize, job: Job| {
        let both = |times: usize| {
            met.fetch_add(1, Ordering::SeqCst);
            while met.load(Ordering::SeqCst) < 4 * number + times {
                thread::yield_now();
            }
        };
        both(2);
        (0..shift).for_each(|_| std::hint::spin_loop());
        job();
        both(4);
    };
    let (jobs, there) = (next.clone(), met.clone());
    let other = thread::spawn(move || {
        let (watch, _panics) = (unhandled::watch(), Panics(there.clone()));
        for number in 0..MEETINGS {
            let job = loop {
                match jobs.lock().unwrap().take() {
                    Some(job) => break job,
                    None if there.load(Ordering::SeqCst) >= Panics::NOTED => return,
                    None => thread::yield_now(),
                }
            };
            run(&there, number, if number % 2 == 0 { number % 97 } else { 0 }, job);
        }
        watch.assert_nothing();
    });
    let _panics = Panics(met.clone());
    for number in 0..MEETINGS {
        let (here, there) = round();
        *next.lock().unwrap() = Some(there);
        run(&met, number, if number % 2 == 0 { 0 } else { number % 97 }, here);
    }
    other.join().unwrap();
}

/// Runs it on another thread.
pub fn elsewhere(run: impl FnOnce() + Send + 'static) {
    at_once(vec![job(run)]);
}

pub fn crosses<X: Send>(x: X) -> X {
    x
}
