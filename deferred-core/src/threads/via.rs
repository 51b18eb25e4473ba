//! `via` runs the rest of a chain on an executor; `forward` passes an outcome on to a pair that is not linked to it.

use super::{AnyThread, CancelHandle, Deferred, Resolver};
use crate::cancel::pair_forwarding_cancels;
use crate::deferred::Outcome;
use crate::error::set::ErrorSet;
use crate::flavour::shared::SharedState;
use crate::flavour::{CancelGroup, Payload, SharedCell, VisitHandles, Wrap};
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::boxed::Box;
use core::mem::replace;
use core::panic::Location;

/// A job of an [`Executor`]: the callbacks behind a [`via`](crate::Deferred::via).
///
/// A job that is dropped and not run abandons the Deferred.
pub type Job = Box<dyn FnOnce() + Send>;

/// Runs jobs, for [`via`](crate::Deferred::via): a pool of threads, the mailbox of a loop, a runtime.
///
/// A function that takes a [`Job`] is an executor.
///
/// Twisted: `reactor.callFromThread`, `ThreadPool.callInThread`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` runs no jobs, so nothing can go on by way of it [E-no-executor]",
    label = "expected an executor",
    note = "an executor is an inbox's `Mailbox`, or a function that takes a `threads::Job`, is `Send` and can be called often: `move |job| pool.spawn(job)`; see `deferred::mistakes::e_no_executor`"
)]
pub trait Executor: Send + 'static {
    /// Runs the job, now or later, on the thread that the executor is for.
    ///
    /// ```
    /// use deferred::threads::Executor;
    ///
    /// let at_once = |job: deferred::threads::Job| job();
    /// at_once.execute(Box::new(|| println!("a job")));
    /// ```
    fn execute(&self, job: Job);
}

#[diagnostic::do_not_recommend]
impl<F: Fn(Job) + Send + 'static> Executor for F {
    fn execute(&self, job: Job) {
        self(job);
    }
}

impl<T: Send + 'static, R: ErrorSet + Send> Deferred<T, R> {
    /// Goes on where `executor` runs it: the callbacks after this stage run there.
    ///
    /// A cancel goes to the stages before `via`. While the job waits for the executor, a cancel takes the outcome
    /// out of it where [`Cancelled`](crate::Cancelled) is in the set: the Deferred fails with that, on the thread
    /// that cancels, and the job does nothing any more. If the executor drops the job, the Deferred is abandoned.
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
        let made = Location::caller();
        let mut there = None;
        let hop = <Hop<T, R> as SharedCell<At<T, R>>>::new_cyclic(|weak| {
            let (resolver, deferred) = pair_forwarding_cancels(Wrap(Back { hop: weak.clone(), made }), made);
            there = Some(deferred);
            At::Before { before: self.handle(), resolver }
        });
        let going = Going { executor, outgoing: Outgoing(hop) };
        self.settle_in_flight(Wrap(going), |Wrap(Going { executor, outgoing }), outcome| {
            let hop = outgoing.queue(outcome);
            executor.execute(Box::new(move || {
                if let Some((resolver, outcome)) = hop.with(At::run) {
                    resolver.resolve_in_flight(outcome);
                }
            }));
        });
        there.expect("made with the hop")
    }
}

/// The continuation of the stages before `via`, which gives the executor its job.
struct Going<E, T: 'static, R: ErrorSet> {
    executor: E,
    outgoing: Outgoing<T, R>,
}

/// A hop whose outcome is still pending. Its drop abandons the resolver silently: the source has reported that no
/// outcome will come.
struct Outgoing<T: 'static, R: ErrorSet>(Hop<T, R>);

impl<T: 'static, R: ErrorSet> Outgoing<T, R> {
    /// Puts the outcome into the job.
    fn queue(self, outcome: Outcome<T, R>) -> Hop<T, R> {
        self.0.with(|at| at.queue(outcome));
        self.0.clone()
    }
}

impl<T: 'static, R: ErrorSet> Drop for Outgoing<T, R> {
    fn drop(&mut self) {
        if let Some(resolver) = self.0.with(At::end) {
            resolver.into_sender().abandon_silently();
        }
    }
}

type Hop<T, R> = <AnyThread as SharedState>::Shared<At<T, R>>;
type WeakHop<T, R> = <Hop<T, R> as SharedCell<At<T, R>>>::Weak;

/// The place of an outcome on its way through the executor.
enum At<T: 'static, R: ErrorSet> {
    /// The outcome is still pending.
    Before { before: CancelHandle, resolver: Resolver<T, R> },
    /// The outcome is in the job, which the executor has.
    Queued { resolver: Resolver<T, R>, outcome: Outcome<T, R> },
    /// The job runs.
    Gone,
    /// A cancel has taken the outcome out of the job.
    TakenAway,
}

impl<T: 'static, R: ErrorSet> At<T, R> {
    fn queue(&mut self, outcome: Outcome<T, R>) {
        *self = match replace(self, At::Gone) {
            At::Before { resolver, .. } => At::Queued { resolver, outcome },
            other => other,
        };
    }

    /// Takes the resolver of an outcome that will never come.
    fn end(&mut self) -> Option<Resolver<T, R>> {
        match replace(self, At::Gone) {
            At::Before { resolver, .. } => Some(resolver),
            other => {
                *self = other;
                None
            }
        }
    }

    /// Takes the outcome for the job, unless a cancel came first.
    fn run(&mut self) -> Option<(Resolver<T, R>, Outcome<T, R>)> {
        match replace(self, At::Gone) {
            At::Queued { resolver, outcome } => Some((resolver, outcome)),
            other => {
                *self = other;
                None
            }
        }
    }
}

/// The canceller: goes back to the outcome, wherever that is.
struct Back<T: 'static, R: ErrorSet> {
    hop: WeakHop<T, R>,
    made: &'static Location<'static>,
}

impl<T: 'static, R: ErrorSet> Clone for Back<T, R> {
    fn clone(&self) -> Self {
        Back { hop: self.hop.clone(), made: self.made }
    }
}

impl<T: 'static, R: ErrorSet> Back<T, R> {
    /// The handle on the stages before `via`, if their outcome is still pending.
    fn before(&self) -> Option<CancelHandle> {
        let hop = <Hop<T, R>>::upgrade(&self.hop)?;
        hop.with(|at| match at {
            At::Before { before, .. } => Some(before.clone()),
            At::Queued { .. } | At::Gone | At::TakenAway => None,
        })
    }

    /// Takes the outcome out of the job, and fires `cancelled` instead.
    fn take_away(&self, cancelled: Outcome<T, R>) -> Option<()> {
        let hop = <Hop<T, R>>::upgrade(&self.hop)?;
        let queued = hop.with(|at| match at {
            At::Queued { .. } => Some(replace(at, At::TakenAway)),
            At::Before { .. } | At::Gone | At::TakenAway => None,
        })?;
        if let At::Queued { resolver, outcome } = queued {
            resolver.resolve_in_flight(cancelled);
            match outcome {
                Ok(value) => drop(value),
                Err(failure) => failure.comes_of_a_cancel(),
            }
        }
        Some(())
    }
}

impl<T: Send + 'static, R: ErrorSet + Send> CancelGroup<AnyThread> for Wrap<Back<T, R>> {
    fn each(&self, visit: VisitHandles<'_, AnyThread>) {
        match self.0.before() {
            Some(before) => before.each(visit),
            None => visit(None),
        }
    }

    /// A cancel is noted where the job runs, or where it cannot take the outcome away.
    fn ask(&self, visit: VisitHandles<'_, AnyThread>) -> Option<WhenAsked> {
        match self.0.before() {
            Some(before) => before.each(visit),
            None => {
                if let Some(cancelled) = Outcome::<T, R>::cancelled(self.0.made) {
                    self.0.take_away(cancelled);
                }
            }
        }
        let hop = self.0.hop.clone();
        Some(Box::new(move || {
            let is_noted = |at: &mut At<T, R>| matches!(at, At::Queued { .. } | At::Gone);
            <Hop<T, R>>::upgrade(&hop).is_some_and(|hop| hop.with(is_noted))
        }))
    }
}

/// Fires `to` with the outcome of `from`. A cancel of `to` does not reach `from`.
///
/// An abandoned `from` has been reported, so `to` is abandoned silently then.
pub fn forward<T: Send + 'static, R: ErrorSet + Send>(from: Deferred<T, R>, to: Resolver<T, R>) {
    from.settle_in_flight(Wrap(Forwarding(Some(to))), |Wrap(mut forwarding), outcome| {
        if let Some(resolver) = forwarding.0.take() {
            resolver.resolve_in_flight(outcome);
        }
    });
}

/// The resolver to fire, `None` once fired; its drop before that abandons the resolver silently.
struct Forwarding<T: 'static, R: ErrorSet>(Option<Resolver<T, R>>);

impl<T: 'static, R: ErrorSet> Drop for Forwarding<T, R> {
    fn drop(&mut self) {
        if let Some(resolver) = self.0.take() {
            resolver.into_sender().abandon_silently();
        }
    }
}
