//! The shared state of a combinator, owned by its members' last callbacks: who decides the result, whom a cancel
//! reaches, which outcomes come too late, and which sink takes each of these.

use crate::cancel::pair_forwarding_cancels;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::{
    CancelGroup, Carries, CellHandle, CheckedSend, Flavour, Payload, SendIf, SharedCell, ThisThread,
    VisitHandles,
};
use crate::runtime::cancel_reentrancy::WhenAsked;
use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::panic::Location;

/// The state that the members of a combinator share. Each member's last callback owns it; when those are gone, so
/// is the result.
pub(super) struct JoinState<S: 'static, V: 'static, E: ErrorSet, L: 'static, Thread: Flavour = ThisThread> {
    shared: Thread::Shared<State<S, V, E, L, Thread>>,
}

struct State<S: 'static, V: 'static, E: ErrorSet, L: 'static, Thread: Flavour> {
    /// The undecided result; `None` once it is decided.
    open: Option<Open<S, V, E, Thread>>,
    /// Whether the members were asked to end.
    asked: bool,
    /// Set if a cancel that decides nothing ends the result.
    ends: Option<Ending<S, V, E, L, Thread>>,
    /// The sinks of late outcomes.
    late: L,
}

/// The place where the result was made, and the function that disposes of the shape when a cancel ends the result.
type Ending<S, V, E, L, Thread> = (&'static Location<'static>, fn(&JoinState<S, V, E, L, Thread>, S));

/// A result that is not decided.
struct Open<S, V: 'static, E: ErrorSet, Thread: Flavour> {
    /// The outcomes of the members so far.
    shape: S,
    resolver: Resolver<V, E, Thread>,
    pending: Pending<Thread>,
}

/// The handles of the members that have no outcome yet, each at its index.
pub(super) type Pending<Thread> = Vec<Option<<Thread as Flavour>::Handle>>;

/// A result that was just decided, before anybody knows of it.
pub(super) struct Decided<S, V: 'static, E: ErrorSet, Thread: Flavour> {
    open: Open<S, V, E, Thread>,
    outcome: Outcome<V, E>,
}

type WeakState<S, V, E, L, Thread> = <<Thread as crate::flavour::shared::SharedState>::Shared<
    State<S, V, E, L, Thread>,
> as SharedCell<State<S, V, E, L, Thread>>>::Weak;

/// A weak reference to the state, which exists as long as there are members.
pub(super) struct WeakJoinState<S: 'static, V: 'static, E: ErrorSet, L: 'static, Thread: Flavour>(
    WeakState<S, V, E, L, Thread>,
);

impl<S, V, E: ErrorSet, L, Thread: Flavour> Clone for WeakJoinState<S, V, E, L, Thread> {
    fn clone(&self) -> Self {
        WeakJoinState(self.0.clone())
    }
}

impl<S, V, E: ErrorSet, L, Thread: Flavour> WeakJoinState<S, V, E, L, Thread> {
    fn join(&self) -> Option<JoinState<S, V, E, L, Thread>> {
        SharedCell::upgrade(&self.0).map(|shared| JoinState { shared })
    }
}

impl<S, V, E: ErrorSet, L, Thread: Flavour> CancelGroup<Thread> for WeakJoinState<S, V, E, L, Thread> {
    fn each(&self, visit: VisitHandles<'_, Thread>) {
        let pending = self.join().map(|join| join.pending());
        pending.into_iter().flatten().for_each(|member| visit(member.as_ref()));
    }

    /// Cancels the members, whose outcomes decide the result then. A result that nothing else could end fails with
    /// `Cancelled` when all were asked, if that is in its set and nothing is decided.
    fn ask(&self, visit: VisitHandles<'_, Thread>) -> Option<WhenAsked> {
        let join = self.join()?;
        let (ending, pending) = join.shared.with(|state| {
            state.asked = true;
            (state.ends, state.pending())
        });
        pending.iter().for_each(|member| visit(member.as_ref()));
        let (made, leave) = ending?;
        Some(Box::new(move || {
            let cancelled =
                |state: &mut State<S, V, E, L, Thread>| state.decide(|_| Outcome::cancelled(made));
            if let Some(decided) = join.shared.with(cancelled) {
                let shape = join.fire(decided);
                leave(&join, shape);
            }
            false
        }))
    }
}

impl<S, V, E: ErrorSet, L, Thread: Flavour> Clone for JoinState<S, V, E, L, Thread> {
    #[inline]
    fn clone(&self) -> Self {
        JoinState { shared: self.shared.clone() }
    }
}

impl<S, V, E: ErrorSet, L, Thread: Flavour> JoinState<S, V, E, L, Thread> {
    /// A state and its result. `pending` are the handles of the members.
    pub(super) fn new(
        shape: S,
        pending: Pending<Thread>,
        late: L,
        made: &'static Location<'static>,
    ) -> (Self, Deferred<V, E, Thread>)
    where
        Self: SendIf<Thread>,
    {
        Self::with_end(shape, pending, late, made, None)
    }

    /// [`new`](Self::new) for a combinator that begins its members itself: a cancel keeps it from beginning more,
    /// and nothing else could end the result then.
    pub(super) fn that_ends(
        shape: S,
        late: L,
        made: &'static Location<'static>,
        leave: fn(&Self, S),
    ) -> (Self, Deferred<V, E, Thread>)
    where
        Self: SendIf<Thread>,
    {
        Self::with_end(shape, Vec::new(), late, made, Some((made, leave)))
    }

    fn with_end(
        shape: S,
        pending: Pending<Thread>,
        late: L,
        made: &'static Location<'static>,
        ends: Option<Ending<S, V, E, L, Thread>>,
    ) -> (Self, Deferred<V, E, Thread>)
    where
        Self: SendIf<Thread>,
    {
        let mut result = None;
        let shared = SharedCell::new_cyclic(|weak: &WeakState<S, V, E, L, Thread>| {
            let (resolver, deferred) =
                pair_forwarding_cancels(WeakJoinState::<S, V, E, L, Thread>(weak.clone()), made);
            result = Some(deferred);
            State { open: Some(Open { shape, resolver, pending }), asked: false, ends, late }
        });
        (JoinState { shared }, result.expect("made with the state"))
    }

    fn pending(&self) -> Pending<Thread> {
        self.shared.with(|state| state.pending())
    }

    /// Whether the members were asked to end.
    pub(super) fn was_asked(&self) -> bool {
        self.shared.with(|state| state.asked)
    }

    /// Gives the shape the outcome of a member, whose handle is at `at`, and whether the members were asked to end.
    ///
    /// # Errors
    ///
    /// The outcome, if the result is decided already.
    #[inline]
    pub(super) fn arrive<O>(
        &self,
        at: Option<usize>,
        outcome: O,
        record: impl FnOnce(&mut S, O, bool) -> Option<Outcome<V, E>>,
    ) -> Result<Option<Decided<S, V, E, Thread>>, O> {
        let mut state = self.shared.lock();
        let asked = state.asked;
        let Some(open) = state.open.as_mut() else { return Err(outcome) };
        if let Some(handle) = at.and_then(|at| open.pending.get_mut(at)) {
            *handle = None;
        }
        let Some(outcome) = record(&mut open.shape, outcome, asked) else { return Ok(None) };
        Ok(state.open.take().map(|open| Decided { open, outcome }))
    }

    /// Lets the shape decide the result before any outcome.
    pub(super) fn look(
        &self,
        look: impl FnOnce(&mut S) -> Option<Outcome<V, E>>,
    ) -> Option<Decided<S, V, E, Thread>> {
        self.shared.with(|state| state.decide(|open| look(&mut open.shape)))
    }

    /// Calls `look` with the open result, and whether the members were asked to end; `None` if the result is
    /// decided.
    pub(super) fn with<A>(&self, look: impl FnOnce(&mut S, &mut Pending<Thread>, bool) -> A) -> Option<A> {
        self.shared.with(|state| {
            let State { open, asked, .. } = state;
            open.as_mut().map(|open| look(&mut open.shape, &mut open.pending, *asked))
        })
    }

    /// Calls `look` with the sinks of late outcomes.
    pub(super) fn with_late<A>(&self, look: impl FnOnce(&mut L) -> A) -> A {
        self.shared.with(|state| look(&mut state.late))
    }

    /// Fires the result, and returns the shape with what is left in it. Pending members go on.
    pub(super) fn fire(&self, decided: Decided<S, V, E, Thread>) -> S {
        let Decided { open: Open { shape, resolver, .. }, outcome } = decided;
        resolver.resolve(outcome);
        shape
    }

    /// [`fire`](Self::fire) once the pending members are cancelled. A canceller that panics does not keep the
    /// result back.
    pub(super) fn cancel_and_fire(&self, decided: Decided<S, V, E, Thread>) -> S {
        let Decided { open: Open { shape, resolver, pending }, outcome } = decided;
        self.shared.with(|state| state.asked = true);
        let mut panicked = Panicked::default();
        for member in pending.iter().flatten() {
            panicked.run(|| member.cancel());
        }
        panicked.run(|| resolver.resolve(outcome));
        panicked.resume();
        shape
    }

    /// A failure that the result does not have, unless it comes of a cancel that was asked for.
    pub(super) fn unasked<R: ErrorSet>(&self, failure: Failure<R>) -> Option<Failure<R>> {
        if self.was_asked() && failure.is_what_a_cancel_asked_for() {
            drop(failure.in_hand());
            return None;
        }
        Some(failure)
    }
}

impl<S, V, E: ErrorSet, L, Thread: Flavour> State<S, V, E, L, Thread> {
    fn pending(&self) -> Pending<Thread> {
        self.open.as_ref().map(|open| open.pending.clone()).unwrap_or_default()
    }

    fn decide(
        &mut self,
        look: impl FnOnce(&mut Open<S, V, E, Thread>) -> Option<Outcome<V, E>>,
    ) -> Option<Decided<S, V, E, Thread>> {
        let outcome = look(self.open.as_mut()?)?;
        self.open.take().map(|open| Decided { open, outcome })
    }
}

type LateFn<X> = Box<dyn FnMut(usize, X)>;

/// The caller's choices for members that the result leaves behind.
pub(super) struct Late<T, R: ErrorSet, Thread> {
    /// `None` while a sink runs.
    sinks: Option<Sinks<T, R, Thread>>,
    /// Outcomes that wait for a running sink, which may itself make members come to an outcome.
    waiting: VecDeque<(usize, Outcome<T, R>)>,
    /// Whether pending members are cancelled when the result is decided.
    pub(super) cancels_rest: bool,
}

/// The sinks of late outcomes, each called with the index of the member.
struct Sinks<T, R: ErrorSet, Thread> {
    failures: ForFailures<R, Thread>,
    /// The sink of late values, which are dropped if there is none.
    values: Option<CheckedSend<LateFn<T>, Thread>>,
}

enum ForFailures<R: ErrorSet, Thread> {
    Report,
    Drop,
    Call(CheckedSend<LateFn<Failure<R>>, Thread>),
}

impl<T, R: ErrorSet, Thread> Late<T, R, Thread> {
    /// The default: failures are reported, values are dropped, and members go on.
    pub(super) fn new() -> Self {
        let sinks = Sinks { failures: ForFailures::Report, values: None };
        Late { sinks: Some(sinks), waiting: VecDeque::new(), cancels_rest: false }
    }

    fn sinks(&mut self) -> &mut Sinks<T, R, Thread> {
        self.sinks.as_mut().expect("the sinks are only taken while late outcomes are handled")
    }

    pub(super) fn drop_failures(&mut self) {
        self.sinks().failures = ForFailures::Drop;
    }

    pub(super) fn call_with_failures<F: FnMut(usize, Failure<R>) + 'static>(&mut self, sink: F)
    where
        Thread: Carries<F>,
    {
        self.sinks().failures = ForFailures::Call(CheckedSend::boxed(sink));
    }

    pub(super) fn call_with_values<F: FnMut(usize, T) + 'static>(&mut self, sink: F)
    where
        Thread: Carries<F>,
    {
        self.sinks().values = Some(CheckedSend::boxed(sink));
    }
}

impl<T, R: ErrorSet, Thread> Sinks<T, R, Thread> {
    fn take(&mut self, index: usize, late: Outcome<T, R>) {
        match (late, &mut self.failures, &mut self.values) {
            (Ok(value), _, Some(sink)) => sink.as_mut()(index, value),
            (Ok(value), _, None) => drop(value),
            (Err(failure), ForFailures::Call(sink), _) => sink.as_mut()(index, failure.in_hand()),
            (Err(failure), ForFailures::Drop, _) => drop(failure.in_hand()),
            (Err(failure), ForFailures::Report, _) => drop(failure),
        }
    }
}

impl<S, V, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour>
    JoinState<S, V, E, Late<T, R, Thread>, Thread>
{
    /// Passes an outcome that the result does not contain to the sinks, in order, unless it comes of a requested cancel.
    #[cold]
    pub(super) fn take_late(&self, index: usize, late: Outcome<T, R>) {
        let late = match late {
            Err(failure) => match self.unasked(failure) {
                Some(failure) => Err(failure),
                None => return,
            },
            value => value,
        };
        let sinks = self.with_late(|all| {
            all.waiting.push_back((index, late));
            all.sinks.take()
        });
        let Some(sinks) = sinks else { return };
        let mut busy = Busy { join: self, sinks: Some(sinks) };
        while let Some((index, late)) = busy.next() {
            if let Some(sinks) = &mut busy.sinks {
                sinks.take(index, late);
            }
        }
    }
}

/// Takes the sinks while one runs, and puts them back even if it panics.
struct Busy<'a, S: 'static, V: 'static, E: ErrorSet, T: 'static, R: ErrorSet, Thread: Flavour> {
    join: &'a JoinState<S, V, E, Late<T, R, Thread>, Thread>,
    /// `None` once they were put back.
    sinks: Option<Sinks<T, R, Thread>>,
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Busy<'_, S, V, E, T, R, Thread> {
    /// The next outcome that waits. If there is none, the sinks are put back.
    fn next(&mut self) -> Option<(usize, Outcome<T, R>)> {
        let sinks = &mut self.sinks;
        self.join.with_late(|all| {
            let next = all.waiting.pop_front();
            if next.is_none() {
                all.sinks = sinks.take();
            }
            next
        })
    }
}

impl<S, V, E: ErrorSet, T, R: ErrorSet, Thread: Flavour> Drop for Busy<'_, S, V, E, T, R, Thread> {
    fn drop(&mut self) {
        if let Some(sinks) = self.sinks.take() {
            self.join.with_late(|all| all.sinks = Some(sinks));
        }
    }
}
