//! What is the same for all shapes: who decides the result, whom a cancel reaches, what comes too late.

use crate::cancel::{CancelHandle, Cancelled, pair_over};
use crate::cell::{Group, Handle, Payload, Visit};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::flavour::Held;
use crate::panics;
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::panic::Location;

/// A result that members decide. Each member's last callback holds it; when those are gone, so is the result.
///
/// No code of others runs while it is borrowed.
pub(super) struct Heart<S, V: 'static, E: ErrorSet, L> {
    /// `None` once the result is decided.
    open: RefCell<Option<Open<S, V, E>>>,
    /// Whether the members were asked to end.
    asked: Cell<bool>,
    /// Set, to where it was made, if a cancel that decides nothing ends it.
    ends: Option<&'static Location<'static>>,
    /// Where late failures go.
    pub(super) late: L,
}

/// A result that is not decided.
struct Open<S, V: 'static, E: ErrorSet> {
    /// What the members came to so far.
    shape: S,
    resolver: Resolver<V, E>,
    /// The members that have not come to anything, each at its place.
    pending: Vec<Option<Handle>>,
}

/// A result that has just been decided, and that nobody knows of yet.
pub(super) struct Decided<S, V: 'static, E: ErrorSet> {
    open: Open<S, V, E>,
    outcome: Outcome<V, E>,
}

/// The members, as long as there are any.
struct Beat<S, V: 'static, E: ErrorSet, L>(Weak<Heart<S, V, E, L>>);

impl<S, V, E: ErrorSet, L> Clone for Beat<S, V, E, L> {
    fn clone(&self) -> Self {
        Beat(self.0.clone())
    }
}

impl<S: 'static, V: 'static, E: ErrorSet, L: 'static> Group for Held<Beat<S, V, E, L>> {
    fn cancel_each(&self) {
        if let Some(heart) = self.0.0.upgrade() {
            heart.cancel();
        }
    }

    fn each(&self, visit: Visit<'_>) {
        let Some(heart) = self.0.0.upgrade() else { return };
        if let Some(open) = &*heart.open.borrow() {
            open.pending.iter().for_each(|member| visit(member.as_ref()));
        }
    }
}

impl<S: 'static, V: 'static, E: ErrorSet, L: 'static> Heart<S, V, E, L> {
    /// A heart and its result. `pending` are the handles of the members.
    pub(super) fn new(
        shape: S,
        pending: Vec<Option<Handle>>,
        late: L,
        made: &'static Location<'static>,
    ) -> (Rc<Self>, Deferred<V, E>) {
        Self::with_end(shape, pending, late, made, None)
    }

    /// The same for one that begins its members itself: when it is cancelled no more are begun, and then nothing else could end it.
    pub(super) fn that_ends(
        shape: S,
        late: L,
        made: &'static Location<'static>,
    ) -> (Rc<Self>, Deferred<V, E>) {
        Self::with_end(shape, Vec::new(), late, made, Some(made))
    }

    fn with_end(
        shape: S,
        pending: Vec<Option<Handle>>,
        late: L,
        made: &'static Location<'static>,
        ends: Option<&'static Location<'static>>,
    ) -> (Rc<Self>, Deferred<V, E>) {
        let mut result = None;
        let heart = Rc::new_cyclic(|heart: &Weak<Self>| {
            let (resolver, deferred) = pair_over(Held(Beat(heart.clone())), made);
            result = Some(deferred);
            let open = RefCell::new(Some(Open { shape, resolver, pending }));
            Heart { open, asked: Cell::new(false), ends, late }
        });
        (heart, result.expect("made with the heart"))
    }

    /// Cancels each member. What comes of it is what they come to.
    fn cancel(&self) {
        self.asked.set(true);
        let _ends = self.ends.map(|made| Ends { heart: self, made });
        let pending = self.open.borrow().as_ref().map(|open| open.pending.clone());
        cancel_each(pending.into_iter().flatten());
    }

    /// Whether the members were asked to end.
    pub(super) fn was_asked(&self) -> bool {
        self.asked.get()
    }

    /// Shows the shape what a member came to, whose handle is at `at`.
    ///
    /// # Errors
    ///
    /// The outcome, if it comes too late.
    #[inline]
    pub(super) fn arrive<O>(
        &self,
        at: Option<usize>,
        outcome: O,
        note: impl FnOnce(&mut S, O) -> Option<Outcome<V, E>>,
    ) -> Result<Option<Decided<S, V, E>>, O> {
        let mut place = self.open.borrow_mut();
        let Some(open) = place.as_mut() else { return Err(outcome) };
        if let Some(handle) = at.and_then(|at| open.pending.get_mut(at)) {
            *handle = None;
        }
        let Some(outcome) = note(&mut open.shape, outcome) else { return Ok(None) };
        Ok(place.take().map(|open| Decided { open, outcome }))
    }

    /// Lets the shape say whether the result is decided already.
    pub(super) fn look(
        &self,
        look: impl FnOnce(&mut S) -> Option<Outcome<V, E>>,
    ) -> Option<Decided<S, V, E>> {
        self.decide(|open| look(&mut open.shape))
    }

    /// Looks at what is open; says nothing where that is over.
    pub(super) fn with<A>(&self, look: impl FnOnce(&mut S, &mut Vec<Option<Handle>>) -> A) -> Option<A> {
        let mut given = None;
        self.decide(|open| {
            given = Some(look(&mut open.shape, &mut open.pending));
            None
        });
        given
    }

    fn decide(
        &self,
        look: impl FnOnce(&mut Open<S, V, E>) -> Option<Outcome<V, E>>,
    ) -> Option<Decided<S, V, E>> {
        let mut place = self.open.borrow_mut();
        let open = place.as_mut()?;
        let outcome = look(open)?;
        let open = place.take()?;
        Some(Decided { open, outcome })
    }

    /// Fires the result, and gives what the shape has left. The members that are pending go on.
    pub(super) fn fire(&self, decided: Decided<S, V, E>) -> S {
        let Decided { open: Open { shape, resolver, pending }, outcome } = decided;
        drop(pending);
        resolver.resolve(outcome);
        shape
    }

    /// The same, when the members that are pending are cancelled. A canceller that panics does not keep the result back.
    pub(super) fn cancel_and_fire(&self, decided: Decided<S, V, E>) -> S {
        struct Fires<V: 'static, E: ErrorSet>(Option<(Resolver<V, E>, Outcome<V, E>)>);
        impl<V: 'static, E: ErrorSet> Drop for Fires<V, E> {
            fn drop(&mut self) {
                if let Some((resolver, outcome)) = self.0.take() {
                    panics::contain(|| resolver.resolve(outcome));
                }
            }
        }

        let Decided { open: Open { shape, resolver, pending }, outcome } = decided;
        let fires = Fires(Some((resolver, outcome)));
        self.asked.set(true);
        cancel_each(pending);
        drop(fires);
        shape
    }

    /// A failure that the result does not tell of, unless it is what was asked for.
    pub(super) fn unasked<R: ErrorSet>(&self, failure: Failure<R>) -> Option<Failure<R>> {
        if self.was_asked() && failure.is::<Cancelled>() {
            drop(failure.in_hand());
            return None;
        }
        Some(failure)
    }
}

/// If nothing is decided when this goes, the result is that it was cancelled, where that is in its set.
struct Ends<'a, S: 'static, V: 'static, E: ErrorSet, L: 'static> {
    heart: &'a Heart<S, V, E, L>,
    made: &'static Location<'static>,
}

impl<S: 'static, V: 'static, E: ErrorSet, L: 'static> Drop for Ends<'_, S, V, E, L> {
    fn drop(&mut self) {
        panics::contain(|| {
            if let Some(decided) = self.heart.decide(|_| Outcome::<V, E>::cancelled(self.made)) {
                drop(self.heart.fire(decided));
            }
        });
    }
}

/// Goes on with the others if one canceller panics.
fn cancel_each(pending: impl IntoIterator<Item = Option<Handle>>) {
    pending.into_iter().flatten().map(CancelHandle::on).collect::<CancelHandle>().cancel();
}
