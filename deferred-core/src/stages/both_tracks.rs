//! Stages that send values and failures through one callback: `both`, which goes on with what it returns, and
//! `finally`, which runs exactly once, on every way out of a chain.

use super::settled::{Later, Settled};
use super::{Form, Inferred, Reply, Settle};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Itself, Of, TakesEnd, TakesNothing, TakesOutcome, callback};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::send_if;
use crate::flavour::spans::{self, Told};
use crate::flavour::{Carries, CheckedSend, Flavour, SendIf, Wrap};
use crate::runtime::unwind::{self, Ending, impossible};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::Location;

/// The callback of a `finally`.
#[doc(hidden)]
pub trait FinallyCallback<T, R: ErrorSet, O> {
    /// Runs the callback, with the outcome if there is one.
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O;
}

/// A callback that takes the outcome.
#[doc(hidden)]
pub struct WithOutcome<F>(pub(crate) F);

send_if!([F: 'static,] WithOutcome<F>; carries [F]);

/// A callback that takes nothing.
#[doc(hidden)]
pub struct WithoutOutcome<F>(pub(crate) F);

send_if!([F: 'static,] WithoutOutcome<F>; carries [F]);

impl<T, R: ErrorSet, O, F: FnOnce(Option<&Outcome<T, R>>) -> O> FinallyCallback<T, R, O> for WithOutcome<F> {
    #[inline]
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O {
        (self.0)(outcome)
    }
}

impl<T, R: ErrorSet, O, F: FnOnce() -> O> FinallyCallback<T, R, O> for WithoutOutcome<F> {
    #[inline]
    fn run(self, _: Option<&Outcome<T, R>>) -> O {
        (self.0)()
    }
}

impl<T, R: ErrorSet, O, F: FinallyCallback<T, R, O>, Thread> FinallyCallback<T, R, O>
    for CheckedSend<F, Thread>
{
    #[inline]
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O {
        self.it.run(outcome)
    }
}

/// The types around a `finally`.
type Chain<T, R, O, To, How, Thread> = fn(T, R) -> (O, To, How, Thread);

/// A callback that still has to run: its drop runs it, at the latest.
///
/// The drop runs it where the chain never gets to it: a stage before it panicked, or the chain was abandoned. The
/// callback is given no outcome then.
#[doc(hidden)]
pub struct Finally<F, T, R, To, O, How, Thread>
where
    F: FinallyCallback<T, R, O>,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
    Thread: Flavour,
{
    /// `None` once the callback has run. The place of the stage, a reference, makes the option as small as its
    /// content.
    left: Option<(F, &'static Location<'static>)>,
    chain: PhantomData<Chain<T, R, O, To, How, Thread>>,
}

send_if!(
    [F: 'static, T: 'static, R: ErrorSet, To: ErrorSet, O: 'static, How,] Finally<F, T, R, To, O, How, Thread>;
    inner [F];
    bounds [F: FinallyCallback<T, R, O>, O: Settle<(), To, How, Thread>, How: Form]
);

impl<F, T, R, To, O, How, Thread> Finally<F, T, R, To, O, How, Thread>
where
    F: FinallyCallback<T, R, O>,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
    Thread: Flavour,
{
    #[inline]
    #[track_caller]
    pub(crate) fn new(callback: F) -> Self {
        Finally { left: Some((callback, Location::caller())), chain: PhantomData }
    }
}

impl<F, T, R, To, O, How, Thread> Drop for Finally<F, T, R, To, O, How, Thread>
where
    F: FinallyCallback<T, R, O>,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
    Thread: Flavour,
{
    #[inline]
    fn drop(&mut self) {
        unwind::contain_ending(self);
    }
}

impl<F, T, R, To, O, How, Thread> Ending for Finally<F, T, R, To, O, How, Thread>
where
    F: FinallyCallback<T, R, O>,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
    Thread: Flavour,
{
    #[inline]
    fn end(&mut self) {
        if let Some((callback, at)) = self.left.take() {
            // There is no chain that could fail: a failure of the callback is reported.
            drop(callback.run(None).settle(Site::at(at, Stage::Finally)));
        }
    }
}

/// The step: the callback sees the outcome, and the outcome goes on when the callback is done.
#[inline]
pub(crate) fn finally<F, T: 'static, R, To, O, How, Thread: Flavour>(
    mut last: Finally<F, T, R, To, O, How, Thread>,
    lift: fn(Failure<R>) -> Failure<To>,
    outcome: Outcome<T, R>,
) -> Settled<T, To, AfterFinally<T, To, O::Later>>
where
    F: FinallyCallback<T, R, O>,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
{
    // A subscriber of the user's is told, and may panic, while the stage's drop still runs the callback.
    if let Some((_, at)) = &last.left {
        spans::reaches(Site::at(at, Stage::Finally), outcome.is_ok());
    }
    let Some((callback, at)) = last.left.take() else { impossible(&"a stage runs once") };
    core::mem::forget(last);
    let site = Site::at(at, Stage::Finally);
    // Nothing unwinds before the callback runs; `ManuallyDrop` says so, and saves a copy of its drop.
    let callback = ManuallyDrop::new(callback);
    // The failure is in flight while the callback looks at it, so that a panic does not lose it.
    let outcome = passing(outcome, site);
    let reply = ManuallyDrop::into_inner(callback).run(Some(&outcome));
    settle::<_, _, _, _, _, Thread>(outcome, lift, reply, site)
}

/// The outcome goes past the stage at `site`.
#[inline]
fn passing<T, R: ErrorSet>(outcome: Outcome<T, R>, site: Site) -> Outcome<T, R> {
    outcome.map_err(|failure| failure.passing(site))
}

/// What goes on once the callback has replied.
#[inline]
fn settle<T, R: ErrorSet, To, O, How, Thread: Flavour>(
    outcome: Outcome<T, R>,
    lift: fn(Failure<R>) -> Failure<To>,
    reply: O,
    site: Site,
) -> Settled<T, To, AfterFinally<T, To, O::Later>>
where
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
{
    let outcome = outcome.map_err(lift);
    match reply.settle(site) {
        Settled::Now(ended) => Settled::Now(ending(outcome, ended)),
        Settled::Later(later) => Settled::Later(AfterFinally { outcome, later }),
    }
}

/// The outcome after a `finally` that may have failed itself. When both have failed, the chain's failure goes on
/// and has the other as a suppressed one.
#[inline]
fn ending<T, To: ErrorSet>(outcome: Outcome<T, To>, ended: Outcome<(), To>) -> Outcome<T, To> {
    match (outcome, ended) {
        (outcome, Ok(())) => outcome,
        // The value is dropped while the failure is in flight, so that a panic of the drop does not lose it.
        (Ok(value), Err(failure)) => {
            drop(value);
            Err(failure)
        }
        (Err(mut failure), Err(other)) => {
            failure.suppress(other);
            Err(failure)
        }
    }
}

/// An outcome that goes on when a `finally` is done.
#[doc(hidden)]
pub struct AfterFinally<T, To: ErrorSet, L> {
    outcome: Outcome<T, To>,
    later: L,
}

impl<T: 'static, To: ErrorSet, L, Thread: Flavour> Later<T, To, Thread> for AfterFinally<T, To, L>
where
    L: Later<(), To, Thread>,
    Thread: Carries<Outcome<T, To>>,
{
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, To>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        self.later.go((captured, Wrap(self.outcome)), move |(captured, Wrap(outcome)), ended| {
            step(captured, ending(outcome, ended))
        })
    }

    #[inline]
    fn end(self) -> Deferred<T, To, Thread> {
        self.go((), |(), outcome| Deferred::ready(outcome))
    }
}

/// The step: `f` takes the outcome, and the chain goes on with its reply alone.
#[inline]
pub(crate) fn both<T, R, U: 'static, To, O, How, Thread: Flavour>(
    f: impl FnOnce(Outcome<T, R>) -> O,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<U, To, O::Later>
where
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<U, To, How, Thread>,
    How: Form,
{
    spans::reaches(site, outcome.is_ok());
    let cause = match &outcome {
        Err(failure) if How::FALLIBLE => Some(failure.to_cause()),
        _ => None,
    };
    f(outcome.map_err(Failure::in_hand)).settle(site).because(cause)
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Runs `f` exactly once, on every way out: value, failure, abandonment, a panic in another stage. It cannot change the outcome.
    ///
    /// `f` returns `()`, or a Deferred that the chain then waits for; or a `Result` or Deferred whose errors are in
    /// `R`. If the chain has failed and `f` fails too, the chain's own failure goes on, and has the other among its
    /// [`suppressed`](crate::Failure::suppressed) ones.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// let d = succeed(1).finally(|| println!("closed"));
    /// assert_eq!(success_result_of(d), 1);
    /// ```
    ///
    /// Twisted: `addBoth`, as in the blocks that its guide compares with `finally:`.
    #[inline]
    #[track_caller]
    #[doc(alias = "addBoth")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn finally<F: TakesNothing<O, As> + 'static, O: Reply<(), R, How, Thread>, How: Form, As>(self, f: F) -> Self where Thread: Carries<F> + Carries<Outcome<T, R>> {
        let last = Finally::<_, _, _, R, _, Inferred<How>, Thread>::new(WithoutOutcome(f));
        self.waiting_at(Site::here(Stage::Finally))
            .feed(How::WAITS, last, |last, outcome| finally(last, |failure| failure, outcome).end())
    }

    /// [`finally`](Self::finally) with a callback that looks at the outcome. The callback is given `None` where
    /// there is no outcome: the chain was abandoned, or another stage panicked.
    ///
    /// ```
    /// use deferred::{fail, testing::failure_result_of};
    ///
    /// let d = fail::<(), _>("bang!").finally_with(|outcome| match outcome {
    ///     Some(Ok(())) => println!("done"),
    ///     Some(Err(failure)) => println!("failed: {failure}"),
    ///     None => println!("never finished"),
    /// });
    /// assert_eq!(failure_result_of(d).only(), "bang!");
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn finally_with<F: TakesEnd<Outcome<T, R>, O, As> + 'static, O: Reply<(), R, How, Thread>, How: Form, As>(self, f: F) -> Self where Thread: Carries<F> + Carries<Outcome<T, R>> {
        let last = Finally::<_, _, _, R, _, Inferred<How>, Thread>::new(WithOutcome(f));
        self.waiting_at(Site::here(Stage::Finally))
            .feed(How::WAITS, last, |last, outcome| finally(last, |failure| failure, outcome).end())
    }

    /// Sends the outcome through one callback, whether it is a value or a failure. Twisted: `addBoth`.
    ///
    /// The callback takes an [`Outcome`], never a `T`, and returns a Deferred, whose errors are all that is left in
    /// the set. For clean-up, use [`finally`](Self::finally), which cannot lose a failure by accident.
    ///
    /// ```
    /// use deferred::{fail, succeed, testing::success_result_of};
    ///
    /// let d = fail::<u32, _>("bang!").both(|outcome| succeed(outcome.is_err()));
    /// assert!(success_result_of(d));
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addBoth")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn both<F: TakesOutcome<V, O, As>, U, S, As, P: 'static, V, O>(self, f: P) -> Deferred<U, S, Thread> where Itself<F>: Of<P, It = F>, Itself<V>: Of<Outcome<T, R>, It = V>, Itself<Deferred<U, S, Thread>>: Of<O, It = Deferred<U, S, Thread>>, U: 'static, S: ErrorSet, Thread: Carries<P> + Carries<Outcome<U, S>> {
        let site = Site::here(Stage::Both);
        self.waiting_at(site).feed(true, (Wrap(f), Told::at(site)), |(Wrap(f), told), outcome| {
            told.reached(outcome.is_ok());
            let cause = outcome.as_ref().err().map(Failure::to_cause);
            let given = callback::<P, F, _, V, O>(f)(outcome.map_err(Failure::in_hand));
            <Itself<Deferred<U, S, Thread>>>::it(given).because(cause)
        })
    }
}
