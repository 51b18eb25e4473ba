//! `members`: several Deferreds of one type, before a method chooses the shape of their result.

use super::join_state::{Decided, JoinState, Late};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{CanBeCancelled, ErrorSet};
use crate::flavour::{Carries, Flavour, ThisThread};
use alloc::vec::Vec;
use core::fmt::{self, Debug};
use core::panic::Location;

/// Several Deferreds of one type, to be combined into one result: made by [`members`].
///
/// The method chooses the result, and its type says what it is:
///
/// | method | gives | when |
/// | --- | --- | --- |
/// | [`list`](Self::list) | `Deferred<Vec<Outcome<T, R>>>` | all have come to something |
/// | [`gather`](Self::gather) | `Deferred<Vec<T>, R>` | all have a value, or one has failed |
/// | [`first_failure`](Self::first_failure) | `Deferred<Vec<T>, (FirstError<R>,)>` | the same, and the error says which |
/// | [`first_success`](Self::first_success) | `Deferred<(usize, T), (AllFailed<R>,)>` | one has a value, or all have failed |
/// | [`race`](Self::race) | the same, and `Cancelled` | the same; the others are cancelled |
/// | [`first_settled`](Self::first_settled) | `Deferred<(usize, T), R>` | one has come to something |
/// | [`some`](Self::some) | `Deferred<Vec<(usize, T)>, (TooFew<R>,)>` | so many have a value, or too many have failed |
///
/// Each method is also a function of the members alone, as in [`gather(pages)`](crate::gather). The members are
/// moved in: the outcome of a member is that after the callbacks that it had before.
///
/// ```
/// use deferred::{Cancelled, Deferred, members, testing::success_result_of};
///
/// let pages = || members([1, 2].map(|n| Deferred::<u8, (Cancelled,)>::succeed(n)));
/// assert_eq!(success_result_of(pages().gather()), [1, 2]);
/// assert_eq!(success_result_of(pages().list()).len(), 2);
/// assert_eq!(success_result_of(pages().first_failure()), [1, 2]);
/// assert_eq!(success_result_of(pages().first_settled()), (0, 1));
/// assert_eq!(success_result_of(pages().first_success()), (0, 1));
/// assert_eq!(success_result_of(pages().race()), (0, 1));
/// assert_eq!(success_result_of(pages().some(1)), [(0, 1)]);
/// ```
///
/// # Late failures
///
/// A failure is *late* if the result does not have it: the member failed when the result was decided, or a value
/// decided the result in spite of the failure. No failure is lost: a late one is
/// [reported](crate::error::unhandled), unless [`late`](Self::late) takes it. Only a
/// [`Cancelled`](crate::Cancelled) that was asked for is no failure: by a cancel of the result, or because the race
/// is lost.
///
/// # Late values
///
/// A value is late in the same way: it came when the result was decided, or before a failure decided the result. A
/// late value is dropped, and its drop says what happens: a guard gives back, a [`Delivery`](crate::Delivery) goes
/// back into its queue. [`late_values`](Self::late_values) takes late values instead.
///
/// # Cancelling
///
/// A cancel of the result goes to each member, even if a canceller among them panics; the outcomes of the members
/// decide the result then. Where [`Cancelled`](crate::Cancelled) is in the result's set and the members leave the
/// result open, it fails with that. A [`race`](Self::race) has `Cancelled` in its set.
/// [`first_success`](Self::first_success) and [`some`](Self::some) do not, for there the members say how they
/// ended; to cancel such a result, put it into the set, by [`raises_at_most`](Deferred::raises_at_most), or wait
/// for the result in a chain that has it.
///
/// # Ends
///
/// If a member is abandoned and the others do not decide the result, the result is abandoned when the last of them
/// has ended.
#[must_use = "members are not waited for until it is said what is to come of them"]
pub struct Members<T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread> {
    pub(super) members: Vec<Deferred<T, R, Thread>>,
    late: Late<T, R, Thread>,
}

/// Several Deferreds of one type: an array, a `Vec`, or any iterator of them.
#[diagnostic::on_unimplemented(
    message = "only Deferreds of one type can be waited for together so, and `{Self}` does not give them [E-join-of-no-deferred]",
    label = "gives no Deferreds of one type: several are an array, a `Vec` or an iterator of them; those of different types go to `join!(a, b)`, and one alone is waited for by what stands behind it; see `deferred::mistakes::e_join_of_no_deferred`"
)]
pub trait SeveralDeferreds<T: 'static, R: ErrorSet, Thread: Flavour>:
    IntoIterator<Item = Deferred<T, R, Thread>>
{
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item = Deferred<T, R, Thread>>, T: 'static, R: ErrorSet, Thread: Flavour>
    SeveralDeferreds<T, R, Thread> for I
{
}

/// Puts several Deferreds of one type together, to be combined into one result.
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
/// Twisted: the list that is the argument of `DeferredList` and `race`.
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn members<T: 'static, R: ErrorSet, Thread: Flavour>(members: impl SeveralDeferreds<T, R, Thread>) -> Members<T, R, Thread> {
    members.into_iter().collect()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> FromIterator<Deferred<T, R, Thread>>
    for Members<T, R, Thread>
{
    fn from_iter<I: IntoIterator<Item = Deferred<T, R, Thread>>>(members: I) -> Self {
        Members { members: members.into_iter().collect(), late: Late::new() }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Sends late failures to `sink`, with the index of their member: see [late failures](Self#late-failures).
    ///
    /// The calls come one after the other. A failure that comes while the sink runs waits until that is done; a
    /// failure that the sink did not get to, since it panicked, is its next.
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
    /// Twisted: `consumeErrors`, which can only drop late failures.
    #[doc(alias = "consumeErrors")]
    pub fn late<F: FnMut(usize, Failure<R>) + 'static>(mut self, sink: F) -> Self
    where
        Thread: Carries<F>,
    {
        self.late.call_with_failures(sink);
        self
    }

    /// Sends late values to `sink`, with the index of their member: see [late values](Self#late-values).
    ///
    /// ```
    /// use deferred::{Deferred, members, testing::success_result_of};
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// let (first, a) = Deferred::<&str>::pending();
    /// let (second, b) = Deferred::<&str>::pending();
    /// let spare = Rc::new(RefCell::new(Vec::new()));
    /// let keep = spare.clone();
    /// let fastest = members([a, b]).late_values(move |index, value| keep.borrow_mut().push((index, value))).first_success();
    /// second.succeed("mirror");
    /// first.succeed("origin");
    /// assert_eq!(success_result_of(fastest), (1, "mirror"));
    /// assert_eq!(*spare.borrow(), [(0, "origin")]);
    /// ```
    ///
    /// Twisted has no counterpart: such a value is lost.
    pub fn late_values<F: FnMut(usize, T) + 'static>(mut self, sink: F) -> Self
    where
        Thread: Carries<F>,
    {
        self.late.call_with_values(sink);
        self
    }

    /// Cancels the members that are pending when the result is decided, as by the first failure of a
    /// [`gather`](Self::gather).
    ///
    /// Each of them is cancelled once, before the result is ready. A [`Cancelled`](crate::Cancelled) of theirs was
    /// asked for, and is reported nowhere; any other outcome of theirs is late.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, members, testing::failure_result_of, unhandled};
    ///
    /// let watch = unhandled::watch();
    /// let (first, a) = Deferred::<(), (Cancelled, &str)>::pending();
    /// let (second, b) = Deferred::<(), (Cancelled, &str)>::pending();
    /// let both = members([a, b]).cancel_rest().gather();
    /// first.fail("broken");
    /// assert!(second.is_cancelled());
    /// assert!(failure_result_of(both).is::<&str>());
    /// watch.assert_nothing();
    /// ```
    ///
    /// [`race`](Self::race) does so in any case. For members of different types: `join!(cancel rest; a, b)`. Trio:
    /// a nursery.
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn cancel_rest<Which>(mut self) -> Self where R: CanBeCancelled<Which> {
        self.late.cancels_rest = true;
        self
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
    pub fn drop_late(mut self) -> Self {
        self.late.drop_failures();
        self
    }

    /// Combines the members in `shape`.
    pub(super) fn wait<S: Shape<T, R>>(
        self,
        shape: S,
        made: &'static Location<'static>,
    ) -> Deferred<S::Value, S::Errors, Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let Members { members, late } = self;
        let pending = members.iter().map(Deferred::cell_handle).collect();
        let (join, result) = Waiting::<T, R, S, Thread>::new(Shaped(shape), pending, late, made);
        if let Some(decided) = join.look(|shape| shape.0.at_once()) {
            conclude(&join, decided);
        }
        for (index, member) in members.into_iter().enumerate() {
            member.settle_in_flight((join.clone(), index), |(join, index), outcome| {
                arrive(&join, index, outcome)
            });
        }
        // Dropping the state may drop user values, and panic: so not while the result is being returned.
        drop(join);
        result
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for Members<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Members").field(&self.members).finish()
    }
}

/// A shape of result for members of one type. A shape holds the members' outcomes and nothing else, so it may be
/// sent where they may.
pub(super) trait Shape<T: 'static, R: ErrorSet>: Sized + 'static {
    /// The value of the result.
    type Value: 'static;

    /// The errors of the result.
    type Errors: ErrorSet;

    /// Whether pending members are cancelled when the result is decided.
    const CANCELS: bool = false;

    /// The result, if it is decided before any member has an outcome.
    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>>;

    /// Takes the outcome of a member; `asked` says whether the members were asked to end. Returns the result if
    /// that decides it.
    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        asked: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>>;

    /// The outcomes that the decided result does not have.
    fn left_over(self) -> Vec<(usize, Outcome<T, R>)>;
}

/// A shape, as the join state holds it.
pub(super) struct Shaped<S>(S);

pub(super) type Waiting<T, R, S, Thread> =
    JoinState<Shaped<S>, <S as Shape<T, R>>::Value, <S as Shape<T, R>>::Errors, Late<T, R, Thread>, Thread>;

fn arrive<T: 'static, R: ErrorSet, S: Shape<T, R>, Thread: Flavour>(
    join: &Waiting<T, R, S, Thread>,
    index: usize,
    outcome: Outcome<T, R>,
) {
    match join.arrive(Some(index), outcome, |shape, outcome, asked| shape.0.arrive(index, outcome, asked)) {
        Ok(None) => {}
        Ok(Some(decided)) => conclude(join, decided),
        Err(late) => join.take_late(index, late),
    }
}

fn conclude<T: 'static, R: ErrorSet, S: Shape<T, R>, Thread: Flavour>(
    join: &Waiting<T, R, S, Thread>,
    decided: Decided<Shaped<S>, S::Value, S::Errors, Thread>,
) {
    let cancels = S::CANCELS || join.with_late(|late| late.cancels_rest);
    let shape = if cancels { join.cancel_and_fire(decided) } else { join.fire(decided) };
    for (index, late) in shape.0.left_over() {
        join.take_late(index, late);
    }
}
