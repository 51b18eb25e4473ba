//! `via`: the rest of a chain runs where an executor says.

use super::{AnyThread, Deferred};
use crate::cancel::pair_over;
use crate::deferred::Outcome;
use crate::flavour::Held;
use crate::set::ErrorSet;
use alloc::boxed::Box;
use core::panic::Location;

/// What an [`Executor`] runs: what is behind a [`via`](crate::Deferred::via).
///
/// Dropped and not run, it abandons the Deferred.
pub type Job = Box<dyn FnOnce() + Send>;

/// Something that runs jobs: a pool of threads, the mailbox of a loop, a runtime.
///
/// A function that takes a [`Job`] is one.
pub trait Executor: Send + 'static {
    /// Runs it, now or later, on whatever thread is meant.
    fn execute(&self, job: Job);
}

impl<F: Fn(Job) + Send + 'static> Executor for F {
    fn execute(&self, job: Job) {
        self(job);
    }
}

impl<T: Send + 'static, R: ErrorSet> Deferred<T, R>
where
    Outcome<T, R>: Send,
{
    /// Goes on where `executor` runs it: the callbacks behind this run there.
    ///
    /// A cancel goes to what is before it. If the executor drops the job, the Deferred is abandoned.
    ///
    /// ```
    /// use deferred::{chain, testing::success_result_of, threads::{self, Job}};
    /// use std::sync::mpsc;
    /// use std::thread;
    ///
    /// let (jobs, queue) = mpsc::channel::<Job>();
    /// let worker = thread::spawn(move || queue.iter().for_each(|job| job()));
    ///
    /// let (resolver, number) = threads::pending::<u32, ()>();
    /// let there = number.via(move |job| jobs.send(job).unwrap());
    /// let name = chain! { there; then |_| thread::current().id() };
    /// resolver.succeed(1);
    /// let id = worker.thread().id();
    /// worker.join().unwrap(); // the queue ended with the executor
    /// assert_eq!(success_result_of(name), id);
    /// ```
    ///
    /// Twisted: `deferToThread` to a pool, `callFromThread` back.
    #[doc(alias("deferToThread", "callFromThread", "observeOn"))]
    #[track_caller]
    pub fn via(self, executor: impl Executor) -> Self {
        let (resolver, there) = pair_over(self.handle(), Location::caller());
        let hop = Hop { executor, resolver };
        self.settle_in_flight(Held(hop), |Held(Hop { executor, resolver }), outcome| {
            executor.execute(Box::new(move || resolver.resolve_in_flight(outcome)));
        });
        there
    }
}

/// What waits for the outcome that is to go over.
struct Hop<E, T: 'static, R: ErrorSet> {
    executor: E,
    resolver: crate::Resolver<T, R, AnyThread>,
}
