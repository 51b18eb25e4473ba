//! `join!` and `list!`: members of different types, and the union of what they can fail with.

use super::flavour_witness::FlavourWitness;
use super::union::{Gives, Joining, Later, Union};
use crate::combinators::{Lifted, Listed, Rest, Tuple, Whole};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::{ErrorSet, HasAll};
use crate::flavour::{Carries, Flavour};
use core::marker::PhantomData;
use core::panic::Location;

/// An argument. It has a name for what it holds, for lints ask that of a struct that is made with braces.
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
    /// What is known of it by its type.
    #[inline]
    pub fn waits(&self) -> Waits<O> {
        Waits(PhantomData)
    }
}

/// Whether an `O` can be waited for.
pub struct Waits<O>(PhantomData<fn() -> O>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Waits<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __query(self) -> Query<Satisfied, (), ()> {
        Query::new()
    }
}

/// It cannot. Found last, since it takes `self` by reference.
pub trait WaitsForNothing {
    type Given;
    fn __query(&self) -> Query<ThisChain, Self::Given, ()>;
}

/// What is `Unpin` is a type at all: see [`BeginsNothing`](super::source::BeginsNothing).
impl<O: Unpin> WaitsForNothing for Waits<O> {
    type Given = O;

    #[inline]
    fn __query(&self) -> Query<ThisChain, O, ()> {
        Query::new()
    }
}

/// It is a future, which need not be `Unpin`.
pub trait WaitsForNoFuture {
    type Given;
    fn __query(self) -> Query<ThisChain, Self::Given, ()>;
}

impl<F: Future> WaitsForNoFuture for Waits<F> {
    type Given = F;

    #[inline]
    fn __query(self) -> Query<ThisChain, F, ()> {
        Query::new()
    }
}

/// It is a Deferred of what is not known to be a set, which the compiler has said. Chosen last, since it takes `self` by mutable reference.
pub trait WaitsUnknown {
    fn __query<Unknown>(&mut self) -> Unknown;
}

impl<O> WaitsUnknown for Waits<O> {
    fn __query<Unknown>(&mut self) -> Unknown {
        unreachable!("every member is known")
    }
}

impl<Thread> FlavourWitness<Thread> {
    /// What is known of a member by its flavour, beside that of the first.
    #[inline]
    pub fn compare_with<D>(self, _: &D) -> SameFlavour<D, Thread> {
        SameFlavour(PhantomData)
    }
}

/// Whether `D` is of the flavour `Thread`.
pub struct SameFlavour<D, Thread>(PhantomData<fn() -> (D, Thread)>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> SameFlavour<Deferred<T, R, Thread>, Thread> {
    #[inline]
    pub fn __query(self) -> Query<Satisfied, (), Thread> {
        Query::new()
    }
}

/// It is of the other. Found last, since it takes `self` by reference.
pub trait OtherFlavour {
    type Given;
    type Flavour;
    fn __query(&self) -> Query<ThisChain, Self::Given, Self::Flavour>;
}

impl<D, Thread> OtherFlavour for SameFlavour<D, Thread> {
    type Given = D;
    type Flavour = Thread;

    #[inline]
    fn __query(&self) -> Query<ThisChain, D, Thread> {
        Query::new()
    }
}

/// What the members so far can fail with.
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
    /// One member more, whose errors are still to be added.
    #[inline]
    pub fn with<T: 'static, Xs: ErrorSet, Thread: Flavour>(
        self,
        _: &Deferred<T, Xs, Thread>,
    ) -> Joining<T, All, Xs, Later<Xs>> {
        Gives::<Deferred<T, Xs, Thread>, All, Thread>::new().__unpack()
    }
}

impl<All: ErrorSet> Together<All> {
    /// A member, when all are known.
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

    /// The same, and cancels the rest when one has failed.
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
    /// The two are one set. Comes before [`LiftsInto::__member`], since it is inherent.
    #[inline]
    pub fn __member<T: 'static, Thread: Flavour>(
        self,
        member: Deferred<T, R, Thread>,
    ) -> Whole<T, R, Thread> {
        Whole(member)
    }
}

/// The set of all has others, too.
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

impl<Next> Query<Satisfied, (), (), Next> {
    /// A set has errors only, so all that is asked of its errors is whether there was room for them.
    #[inline]
    pub fn __room(self) -> Next {
        self.answered()
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
