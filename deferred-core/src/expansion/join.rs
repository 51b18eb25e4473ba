//! `join!` and `list!`: members of different types, and the union of their errors.

use super::flavour_witness::FlavourWitness;
use super::union::{Gives, HasNoRoom, Joining, Later, Union};
use crate::combinators::{Lifted, Listed, Rest, Tuple, Whole};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::{ErrorSet, HasAll};
use crate::flavour::{Carries, Flavour};
use core::marker::PhantomData;
use core::panic::Location;

/// An argument. The field has a name, since lints check names in structs that are made with braces.
pub struct Argument<O> {
    pub given: O,
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Argument<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __member(self) -> Deferred<T, R, Thread> {
        self.given
    }
}

impl<O> Argument<O> {
    /// The witness of the argument's type.
    #[inline]
    pub fn waits(&self) -> Waits<O> {
        Waits(PhantomData)
    }
}

/// Whether an `O` can be waited for.
pub struct Waits<O>(PhantomData<fn() -> O>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Waits<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __query_waits(self) -> Query<Satisfied, (), ()> {
        Query::new()
    }
}

/// An `O` cannot be waited for. Takes `self` by reference, so this is found last.
pub trait WaitsForNothing {
    type Given;
    fn __query_waits(&self) -> Query<ThisChain, Self::Given, ()>;
}

/// The bound `Unpin` leaves out types that are unknown: see [`BeginsNothing`](super::source::BeginsNothing).
impl<O: Unpin> WaitsForNothing for Waits<O> {
    type Given = O;

    #[inline]
    fn __query_waits(&self) -> Query<ThisChain, O, ()> {
        Query::new()
    }
}

/// A future, which need not be `Unpin`.
pub trait WaitsForNoFuture {
    type Given;
    fn __query_waits(self) -> Query<ThisChain, Self::Given, ()>;
}

impl<F: Future> WaitsForNoFuture for Waits<F> {
    type Given = F;

    #[inline]
    fn __query_waits(self) -> Query<ThisChain, F, ()> {
        Query::new()
    }
}

/// A Deferred of a type that is not known to be a set, as the compiler has said. Takes `self` by mutable reference,
/// so this is found last.
pub trait WaitsUnknown {
    fn __query_waits<Unknown>(&mut self) -> Unknown;
}

impl<O> WaitsUnknown for Waits<O> {
    fn __query_waits<Unknown>(&mut self) -> Unknown {
        unreachable!("every member is known")
    }
}

impl<Thread> FlavourWitness<Thread> {
    /// Compares the flavour of a member with that of the first.
    #[inline]
    pub fn compare_with<D>(self, _: &D) -> SameFlavour<D, Thread> {
        SameFlavour(PhantomData)
    }
}

/// Whether `D` is of the flavour `Thread`.
pub struct SameFlavour<D, Thread>(PhantomData<fn() -> (D, Thread)>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> SameFlavour<Deferred<T, R, Thread>, Thread> {
    #[inline]
    pub fn __query_same(self) -> Query<Satisfied, (), Thread> {
        Query::new()
    }
}

/// `D` is of the other flavour. Takes `self` by reference, so this is found last.
pub trait OtherFlavour {
    type Given;
    type Flavour;
    fn __query_same(&self) -> Query<ThisChain, Self::Given, Self::Flavour>;
}

impl<D, Thread> OtherFlavour for SameFlavour<D, Thread> {
    type Given = D;
    type Flavour = Thread;

    #[inline]
    fn __query_same(&self) -> Query<ThisChain, D, Thread> {
        Query::new()
    }
}

/// The errors of the members so far.
pub struct Together<All>(PhantomData<fn() -> All>);

impl<All> Clone for Together<All> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<All> Copy for Together<All> {}

impl Together<()> {
    /// No member so far.
    #[inline]
    #[allow(clippy::new_without_default, reason = "only a macro calls it")]
    pub fn new() -> Self {
        Together(PhantomData)
    }
}

impl<All> Together<All> {
    /// Adds a member, whose errors are still to be added.
    #[inline]
    pub fn with<T: 'static, Xs: ErrorSet, Thread: Flavour>(
        self,
        _: &Deferred<T, Xs, Thread>,
    ) -> Joining<T, All, Xs, Later<Xs>> {
        Gives::<Deferred<T, Xs, Thread>, All, Thread>::new().__unpack()
    }
}

impl<All: ErrorSet> Together<All> {
    /// Lifts a member, when all are known.
    #[inline]
    pub fn lifting<T: 'static, Xs: ErrorSet, Thread: Flavour>(
        self,
        _: &Deferred<T, Xs, Thread>,
    ) -> Lifting<All, Xs> {
        Lifting(PhantomData)
    }

    /// Waits for the values of all, or for the first failure.
    #[inline]
    #[track_caller]
    pub fn join<M: Tuple<All, Thread>, Thread>(self, members: M) -> Deferred<M::Values, All, Thread>
    where
        Thread: Flavour + Carries<Outcome<M::Values, All>>,
    {
        members.wait(Rest::GoesOn, Location::caller())
    }

    /// [`join`](Self::join) that cancels the rest when one has failed.
    #[inline]
    #[track_caller]
    pub fn join_or_cancel<M: Tuple<All, Thread>, Thread>(self, members: M) -> Deferred<M::Values, All, Thread>
    where
        Thread: Flavour + Carries<Outcome<M::Values, All>>,
    {
        members.wait(Rest::IsCancelled, Location::caller())
    }
}

/// A member's set `Xs`, which is in the set of all.
pub struct Lifting<All, Xs>(PhantomData<fn() -> (All, Xs)>);

impl<R: ErrorSet> Lifting<R, R> {
    /// The two are one set. An inherent method, so it is found before [`LiftsInto::__member`].
    #[inline]
    pub fn __member<T: 'static, Thread: Flavour>(
        self,
        member: Deferred<T, R, Thread>,
    ) -> Whole<T, R, Thread> {
        Whole(member)
    }
}

/// The set of all members has other errors, too.
pub trait LiftsInto<Xs: ErrorSet, Indices> {
    fn __member<T: 'static, Thread: Flavour>(
        self,
        member: Deferred<T, Xs, Thread>,
    ) -> Lifted<T, Xs, Indices, Thread>;
}

impl<All: HasAll<Xs::List, Indices>, Xs: ErrorSet, Indices> LiftsInto<Xs, Indices> for Lifting<All, Xs> {
    #[inline]
    fn __member<T: 'static, Thread: Flavour>(
        self,
        member: Deferred<T, Xs, Thread>,
    ) -> Lifted<T, Xs, Indices, Thread> {
        Lifted::new(member)
    }
}

impl<U, Base, All, Form> Union<U, Base, All, (), Form> {
    /// A set has errors only, so the one question is whether there was room for them.
    #[inline]
    pub fn __room(self) -> Query<Satisfied, (), (), Self> {
        Query::before(self)
    }
}

impl<X, All> HasNoRoom<X, All> {
    /// There was no room.
    pub fn __room<Unknown>(self) -> Query<ThisChain, X, All, Unknown> {
        unreachable!("does not compile where it is found")
    }
}

impl<U, Base, All, Form> Union<U, Base, All, (), Form> {
    /// The errors of this member are added.
    #[inline]
    pub fn __together(self) -> Together<All> {
        Together(PhantomData)
    }
}

/// A member of `list!`.
#[inline]
pub fn listed<T: 'static, R: ErrorSet, Thread: Flavour>(
    member: Deferred<T, R, Thread>,
) -> Listed<T, R, Thread> {
    Listed(member)
}

/// Waits for the outcomes of all.
#[inline]
#[track_caller]
pub fn list<M: Tuple<(), Thread>, Thread>(members: M) -> Deferred<M::Values, (), Thread>
where
    Thread: Flavour + Carries<Outcome<M::Values>>,
{
    members.wait(Rest::GoesOn, Location::caller())
}
