//! The steps that a chain runs, a function for each kind of stage.

use super::callback::Callback;
use super::flavour_witness::FlavourWitness;
use super::naming::Raises;
use super::point::Point;
use super::source::Comes;
use super::stage_types::{Lift, StageTypes};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Never};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, CheckedSend, Flavour, Wrap};
use crate::stages;
use crate::stages::{
    AfterFinally, Either, Finally, FinallyCallback, Form, Later, Lifted, Settle, Settled, Trap, Trapped,
};

/// Feeds the source into the chain's one continuation. `waits` says that a stage can wait.
#[inline]
pub fn feed<T: 'static, R: ErrorSet, V: 'static, S: ErrorSet, K, Thread, How: Comes>(
    source: Deferred<T, R, Thread>,
    _: How,
    waits: bool,
    rest: K,
) -> Deferred<V, S, Thread>
where
    K: FnOnce(Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
    Thread: Flavour + Carries<K> + Carries<Outcome<V, S>>,
{
    // A source that is ready needs no node, so the chain is compiled in place.
    if const { How::AT_ONCE } {
        source.feed(waits, Wrap(rest), |Wrap(rest), outcome| rest(outcome))
    } else {
        source.feed_chain(waits, Wrap(rest), |Wrap(rest), outcome| rest(outcome))
    }
}

impl<Thread: Flavour> FlavourWitness<Thread> {
    /// Feeds the source into the last of the chain's continuations. After a mistake in the flavour or the result, the
    /// type of this witness is unknown, and the compiler checks nothing more.
    #[inline]
    pub fn feed<T: 'static, R: ErrorSet, V: 'static, S: ErrorSet, K, How: Comes>(
        self,
        source: Deferred<T, R, Thread>,
        how: How,
        waits: bool,
        rest: K,
    ) -> Deferred<V, S, Thread>
    where
        K: FnOnce(Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<K> + Carries<Outcome<V, S>>,
    {
        feed(source, how, waits, rest)
    }
}

/// Goes on with the rest of the chain when the reply that it waits for is there.
#[inline]
pub fn go_on<U: 'static, To: ErrorSet, L, V: 'static, S: ErrorSet, K, Thread>(
    later: L,
    rest: K,
) -> Deferred<V, S, Thread>
where
    L: Later<U, To, Thread>,
    K: FnOnce(Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
    Thread: Flavour + Carries<K> + Carries<Outcome<V, S>>,
{
    later.go(Wrap(rest), |Wrap(rest), outcome| rest(outcome))
}

/// Notes on a pending source that the stage here waits for it.
#[inline]
#[track_caller]
pub fn waits_at<T: 'static, R: ErrorSet, Thread: Flavour>(source: &Deferred<T, R, Thread>, stage: Stage) {
    source.note_waiting(Site::here(stage));
}

#[inline]
#[track_caller]
pub fn then<T, R, U: 'static, All, How, Lifting, F, O, Thread: Flavour>(
    (_, callback): (StageTypes<U, R, All, How, Lifting>, Callback<CheckedSend<F, Thread>, O, R>),
    outcome: Outcome<T, R>,
) -> Settled<U, All, O::Later>
where
    R: ErrorSet,
    All: ErrorSet,
    Lifting: Lift<R, All>,
    F: FnOnce(T) -> O,
    O: Settle<U, All, How, Thread>,
    How: Form,
{
    stages::then(callback.run.it, Lifting::lift, outcome, Site::here(Stage::Then))
}

/// The place of an `else`.
#[inline]
#[track_caller]
pub fn else_here() -> Site {
    Site::here(Stage::Else)
}

#[inline]
#[track_caller]
pub fn then_else<T, R, U: 'static, Half, All, How, Why, First, Lifting, F, O, G, P, Thread: Flavour>(
    (_, callback, _, errback): (
        StageTypes<U, (), Half, How, First>,
        Callback<CheckedSend<F, Thread>, O, ()>,
        StageTypes<U, Half, All, Why, Lifting>,
        Callback<CheckedSend<G, Thread>, P, Half>,
    ),
    outcome: Outcome<T, R>,
    else_site: Site,
) -> Settled<
    U,
    All,
    Either<Lifted<O::Later, Half, impl FnOnce(Failure<Half>) -> Failure<All> + 'static>, P::Later>,
>
where
    R: ErrorSet,
    Half: ErrorSet,
    All: ErrorSet,
    F: FnOnce(T) -> O,
    O: Settle<U, Half, How, Thread>,
    How: Form,
    Lifting: Lift<Half, All> + 'static,
    G: FnOnce(Failure<R>) -> P,
    P: Settle<U, All, Why, Thread>,
    Why: Form,
{
    stages::then_else(
        callback.run.it,
        errback.run.it,
        Lifting::lift,
        outcome,
        Site::here(Stage::Then),
        else_site,
    )
}

#[inline]
#[track_caller]
pub fn catch<T: 'static, R, E, Trapping, All, How, Lifting, F, O, Thread: Flavour>(
    (_, handler): (
        StageTypes<T, E::Rest, All, How, Lifting>,
        Callback<CheckedSend<Trapped<F, E, Trapping>, Thread>, O, E::Rest>,
    ),
    outcome: Outcome<T, R>,
) -> Settled<T, All, O::Later>
where
    R: ErrorSet,
    E: Trap<R, Trapping>,
    All: ErrorSet,
    Lifting: Lift<E::Rest, All>,
    F: FnOnce(E) -> O,
    O: Settle<T, All, How, Thread>,
    How: Form,
{
    stages::catch(handler.run.it.handler, Lifting::lift, outcome, Site::here(Stage::Catch))
}

#[inline]
#[track_caller]
pub fn catch_all<T: 'static, R, All, How, Lifting, F, O, Thread: Flavour>(
    (_, handler): (StageTypes<T, (), All, How, Lifting>, Callback<CheckedSend<F, Thread>, O, ()>),
    outcome: Outcome<T, R>,
) -> Settled<T, All, O::Later>
where
    R: ErrorSet,
    All: ErrorSet,
    F: FnOnce(Failure<R>) -> O,
    O: Settle<T, All, How, Thread>,
    How: Form,
{
    stages::catch_all(handler.run.it, outcome, Site::here(Stage::Catch))
}

#[inline]
#[track_caller]
pub fn both<T, R, U: 'static, All, How, Lifting, F, O, Thread: Flavour>(
    (_, callback): (StageTypes<U, (), All, How, Lifting>, Callback<CheckedSend<F, Thread>, O, ()>),
    outcome: Outcome<T, R>,
) -> Settled<U, All, O::Later>
where
    R: ErrorSet,
    All: ErrorSet,
    F: FnOnce(Outcome<T, R>) -> O,
    O: Settle<U, All, How, Thread>,
    How: Form,
{
    stages::both(callback.run.it, outcome, Site::here(Stage::Both))
}

#[inline]
#[track_caller]
pub fn inspect<T, R: ErrorSet, F: FnOnce(&T), Thread: Flavour>(
    callback: Callback<CheckedSend<F, Thread>, (), ()>,
    outcome: Outcome<T, R>,
) -> Settled<T, R, Never> {
    Settled::Now(stages::inspect(callback.run.it, outcome, Site::here(Stage::Inspect)))
}

impl<R: ErrorSet, All: ErrorSet, How, Lifting> StageTypes<(), R, All, How, Lifting> {
    /// Makes sure that a `finally` runs: from here on the drop of its callback runs it, at the latest.
    #[inline]
    #[track_caller]
    pub fn sure<T, F, O, Thread: Flavour>(
        self,
        callback: Callback<CheckedSend<F, Thread>, O, R>,
        _: Point<T, R>,
    ) -> Finally<CheckedSend<F, Thread>, T, R, All, O, How, Thread>
    where
        F: FinallyCallback<T, R, O>,
        O: Settle<(), All, How, Thread>,
        How: Form,
    {
        Finally::new(callback.run)
    }
}

#[inline]
pub fn finally<T: 'static, R, All, How, Lifting, F, O, Thread: Flavour>(
    (_, last): (StageTypes<(), R, All, How, Lifting>, Finally<F, T, R, All, O, How, Thread>),
    outcome: Outcome<T, R>,
) -> Settled<T, All, AfterFinally<T, All, O::Later>>
where
    R: ErrorSet,
    All: ErrorSet,
    Lifting: Lift<R, All>,
    F: FinallyCallback<T, R, O>,
    O: Settle<(), All, How, Thread>,
    How: Form,
{
    stages::finally(last, Lifting::lift, outcome)
}

#[inline]
pub fn raises<T, R: ErrorSet, N: Raises<R>>(_: N, outcome: Outcome<T, R>) -> Settled<T, N::To, Never> {
    Settled::Now(outcome.map_err(N::widen))
}
