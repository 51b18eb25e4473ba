//! The shared state of a combinator, owned by its members' last callbacks: who decides the result, whom a cancel
//! reaches, what comes too late.

use crate::cancel::pair_forwarding_cancels;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::{CancelGroup, Payload, VisitHandles};
use crate::flavour::{CellHandle, Flavour, SendIf, SharedCell, ThisThread};
use crate::runtime::cancel_reentrancy::WhenAsked;
use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::panic::Location;

/// A result that members decide. Each member's last callback holds it; when those are gone, so is the result.
pub(super) struct JoinState<S: 'static, V: 'static, E: ErrorSet, L: 'static, Thread: Flavour = ThisThread> {
    shared: Thread::Shared<State<S, V, E, L, Thread>>,
}

struct State<S: 'static, V: 'static, E: ErrorSet, L: 'static, Thread: Flavour> {
    /// `None` once the result is decided.
    open: Option<Open<S, V, E, Thread>>,
    /// Whether the members were asked to end.
    asked: bool,
    /// Set if a cancel that decides nothing ends it.
    ends: Option<Ending<S, V, E, L, Thread>>,
    /// Where late failures go.
    late: L,
}

/// Where the result was made, and what is done with what the shape has when a cancel ends it.
type Ending<S, V, E, L, Thread> = (&'static Location<'static>, fn(&JoinState<S, V, E, L, Thread>, S));

/// A result that is not decided.
struct Open<S, V: 'static, E: ErrorSet, Thread: Flavour> {
    /// What the members came to so far.
    shape: S,
    resolver: Resolver<V, E, Thread>,
    pending: Pending<Thread>,
}

/// The members that have not come to anything, each at its place.
pub(super) type Pending<Thread> = Vec<Option<<Thread as Flavour>::Handle>>;

/// A result that has just been decided, and that nobody knows of yet.
pub(super) struct Decided<S, V: 'static, E: ErrorSet, Thread: Flavour> {
    open: Open<S, V, E, Thread>,
    outcome: Outcome<V, E>,
}

type WeakState<S, V, E, L, Thread> = <<Thread as crate::flavour::shared::SharedState>::Shared<
    State<S, V, E, L, Thread>,
> as SharedCell<State<S, V, E, L, Thread>>>::Weak;

/// The members, as long as there are any.
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

    /// What comes of it is what the members come to. Where nothing else could end it, it ends when they were asked: that it was cancelled, if
    /// that is in its set and nothing is decided.
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

    /// The same for one that begins its members itself: when it is cancelled no more are begun, and then nothing else could end it.
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

    /// Shows the shape what a member came to, whose handle is at `at`, and whether the members were asked to end.
    ///
    /// # Errors
    ///
    /// The outcome, if it comes too late.
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

    /// Lets the shape say whether the result is decided already.
    pub(super) fn look(
        &self,
        look: impl FnOnce(&mut S) -> Option<Outcome<V, E>>,
    ) -> Option<Decided<S, V, E, Thread>> {
        self.shared.with(|state| state.decide(|open| look(&mut open.shape)))
    }

    /// Looks at what is open, and is told whether the members were asked to end; says nothing where it is over.
    pub(super) fn with<A>(&self, look: impl FnOnce(&mut S, &mut Pending<Thread>, bool) -> A) -> Option<A> {
        self.shared.with(|state| {
            let State { open, asked, .. } = state;
            open.as_mut().map(|open| look(&mut open.shape, &mut open.pending, *asked))
        })
    }

    /// Looks at where late failures go.
    pub(super) fn with_late<A>(&self, look: impl FnOnce(&mut L) -> A) -> A {
        self.shared.with(|state| look(&mut state.late))
    }

    /// Fires the result, and gives what the shape has left. The members that are pending go on.
    pub(super) fn fire(&self, decided: Decided<S, V, E, Thread>) -> S {
        let Decided { open: Open { shape, resolver, .. }, outcome } = decided;
        resolver.resolve(outcome);
        shape
    }

    /// The same, when the members that are pending are cancelled. A canceller that panics does not keep the result back.
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

    /// A failure that the result does not tell of, unless it is what was asked for.
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
