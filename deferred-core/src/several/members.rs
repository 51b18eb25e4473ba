//! The members, before it is said what is to come of them.

use super::heart::{Decided, Heart};
use super::late::{Late, Sink};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::flavour::{Assured, Carries, Flavour, ThisThread};
use crate::set::ErrorSet;
use alloc::vec::Vec;
use core::fmt::{self, Debug};
use core::panic::Location;

/// Several Deferreds of one type, of which one result is to come: made by [`members`].
///
/// The method says which result, and what it is is in its type:
///
/// | method | gives | when |
/// | --- | --- | --- |
/// | [`list`](Self::list) | `Deferred<Vec<Outcome<T, R>>>` | all have come to something |
/// | [`gather`](Self::gather) | `Deferred<Vec<T>, R>` | all have a value, or one has failed |
/// | [`first_failure`](Self::first_failure) | `Deferred<Vec<T>, (FirstError<R>,)>` | the same, and the error says which |
/// | [`first_success`](Self::first_success) | `Deferred<(usize, T), (AllFailed<R>,)>` | one has a value, or all have failed |
/// | [`race`](Self::race) | the same | the same; the others are cancelled |
/// | [`some`](Self::some) | `Deferred<Vec<(usize, T)>, (TooFew<R>,)>` | so many have a value, or too many have failed |
///
/// Each is also a function of the members alone, as in [`gather(pages)`](crate::gather). The members were moved: what
/// a member comes to is what the callbacks make of it that it had before.
///
/// # Late failures
///
/// A failure is *late* if the result does not tell of it: the member failed when the result was decided, or a value
/// decided it in spite of the failure. None is lost: it is [reported](crate::unhandled), unless [`late`](Self::late) says otherwise. Only
/// [`Cancelled`](crate::Cancelled) is no failure where it was asked for: by a cancel of the result, or because the race is lost.
///
/// # Cancelling
///
/// A cancel of the result goes to each member, even if a canceller among them panics; what comes of it is what comes of the
/// members then. Where [`Cancelled`](crate::Cancelled) is in the result's set and the members leave it open, it comes to that.
/// The sets of [`race`](Self::race) and its like do not have it, for there the members say how they ended; to
/// cancel such a one, put it into the set, by [`raises_at_most`](Deferred::raises_at_most), or wait for it in a chain that has it.
///
/// # Ends
///
/// If a member is abandoned and the others do not decide the result, the result is abandoned, when the last of them has ended.
#[must_use = "members are not waited for until it is said what is to come of them"]
pub struct Members<T: 'static, R: ErrorSet, Thread: Flavour = ThisThread> {
    pub(super) members: Vec<Deferred<T, R, Thread>>,
    late: Sink<R, Thread>,
}

/// Several Deferreds of one type, of which one result is to come.
///
/// ```
/// use deferred::{fail, members, testing::success_result_of};
/// use std::{cell::RefCell, rc::Rc};
///
/// let down = Rc::new(RefCell::new(Vec::new()));
/// let log = down.clone();
/// let (mirror, page) = deferred::Deferred::<&str, (&str,)>::pending();
/// let first = members([fail("refused"), page]).late(move |index, _| log.borrow_mut().push(index)).first_success();
/// mirror.succeed("page");
/// assert_eq!(success_result_of(first), (1, "page"));
/// assert_eq!(*down.borrow(), [0]);
/// ```
///
/// Twisted: the list that `DeferredList` and `race` are given.
pub fn members<T: 'static, R: ErrorSet, Thread: Flavour>(
    members: impl IntoIterator<Item = Deferred<T, R, Thread>>,
) -> Members<T, R, Thread> {
    members.into_iter().collect()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> FromIterator<Deferred<T, R, Thread>>
    for Members<T, R, Thread>
{
    fn from_iter<I: IntoIterator<Item = Deferred<T, R, Thread>>>(members: I) -> Self {
        Members { members: members.into_iter().collect(), late: Sink::Report }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Sends late failures to `sink`, with the index of their member: see [late failures](Self#late-failures).
    ///
    /// They come one after the other. One that comes while the sink runs waits until that is done; one that it does not come to,
    /// since it panicked, is its next.
    ///
    /// ```
    /// use deferred::{Deferred, Failure, members, testing::failure_result_of};
    ///
    /// let (first, a) = Deferred::<(), (&str,)>::pending();
    /// let (second, b) = Deferred::<(), (&str,)>::pending();
    /// let both = members([a, b]).late(|index, failure| assert_eq!((index, failure.only()), (1, "too"))).gather();
    /// first.fail("broken");
    /// second.fail("too");
    /// assert_eq!(failure_result_of(both).only(), "broken");
    /// ```
    ///
    /// Twisted: `consumeErrors`, which can only drop them.
    #[doc(alias = "consumeErrors")]
    pub fn late<F: FnMut(usize, Failure<R>) + 'static>(self, sink: F) -> Self
    where
        Thread: Carries<F>,
    {
        Members { late: Sink::Call(Assured::boxed(sink)), ..self }
    }

    /// Drops late failures, in silence. Twisted: `consumeErrors=True`.
    ///
    /// ```
    /// use deferred::{fail, members, succeed, testing::success_result_of, unhandled};
    ///
    /// let watch = unhandled::watch();
    /// let first = members([fail("refused"), succeed(1).raises_at_most()]).drop_late().first_success();
    /// assert_eq!(success_result_of(first), (1, 1));
    /// watch.assert_nothing();
    /// ```
    #[doc(alias = "consumeErrors")]
    pub fn drop_late(self) -> Self {
        Members { late: Sink::Drop, ..self }
    }

    /// Waits for them in `shape`.
    pub(super) fn wait<S: Shape<T, R>>(
        self,
        shape: S,
        made: &'static Location<'static>,
    ) -> Deferred<S::Value, S::Errors, Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let Members { members, late } = self;
        let pending = members.iter().map(Deferred::end).collect();
        let (heart, result) = Waiting::<T, R, S, Thread>::new(shape, pending, Late::new(late), made);
        if let Some(decided) = heart.look(S::at_once) {
            conclude(&heart, decided);
        }
        for (index, member) in members.into_iter().enumerate() {
            member.settle_in_flight((heart.clone(), index), |(heart, index), outcome| {
                arrive(&heart, index, outcome)
            });
        }
        result
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for Members<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Members").field(&self.members).finish()
    }
}

/// What becomes of members that are all of one type. It holds nothing but what they come to, so it goes where that may go.
pub(super) trait Shape<T: 'static, R: ErrorSet>: Sized + 'static {
    /// What the result has.
    type Value: 'static;

    /// How the result can fail.
    type Errors: ErrorSet;

    /// Whether the members that are pending are cancelled when the result is decided.
    const CANCELS: bool = false;

    /// The result, if it is decided before any member has come to something.
    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>>;

    /// A member has come to its outcome. Gives the result if that decides it.
    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>) -> Option<Outcome<Self::Value, Self::Errors>>;

    /// The failures that the result, which is decided, does not tell of.
    fn left_over(self) -> Vec<(usize, Failure<R>)> {
        Vec::new()
    }
}

pub(super) type Waiting<T, R, S, Thread> =
    Heart<S, <S as Shape<T, R>>::Value, <S as Shape<T, R>>::Errors, Late<T, R, Thread>, Thread>;

fn arrive<T: 'static, R: ErrorSet, S: Shape<T, R>, Thread: Flavour>(
    heart: &Waiting<T, R, S, Thread>,
    index: usize,
    outcome: Outcome<T, R>,
) {
    match heart.arrive(Some(index), outcome, |shape, outcome| shape.arrive(index, outcome)) {
        Ok(None) | Err(Ok(_)) => {}
        Ok(Some(decided)) => conclude(heart, decided),
        Err(Err(failure)) => hand_over(heart, index, failure),
    }
}

fn conclude<T: 'static, R: ErrorSet, S: Shape<T, R>, Thread: Flavour>(
    heart: &Waiting<T, R, S, Thread>,
    decided: Decided<S, S::Value, S::Errors, Thread>,
) {
    let shape = if S::CANCELS { heart.cancel_and_fire(decided) } else { heart.fire(decided) };
    for (index, failure) in shape.left_over() {
        hand_over(heart, index, failure);
    }
}

fn hand_over<T: 'static, R: ErrorSet, S: Shape<T, R>, Thread: Flavour>(
    heart: &Waiting<T, R, S, Thread>,
    index: usize,
    failure: Failure<R>,
) {
    if let Some(failure) = heart.unasked(failure) {
        heart.take_late(index, failure);
    }
}
