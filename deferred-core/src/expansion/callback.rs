//! A stage's callback with the type of its reply, and handlers with the errors that they trap.

use super::flavour_witness::FlavourWitness;
use super::missing::MissingSearch;
use super::stage_types::StageTypes;
use super::union::Gives;
use super::verdict::Asked;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, OneOf, Spelled};
use crate::stages::{Trap, Trapped};
use core::marker::PhantomData;

/// A callback with the reply `O`, whose errors join the set `Base`.
///
/// It is written out where it is made, as are the other values that hold a callback: a constructor is compiled for each
/// callback, and a build without optimization inlines none.
pub struct Callback<F, O, Base> {
    pub(super) run: F,
    pub(super) gives: PhantomData<fn() -> (O, Base)>,
}

impl<F, O, Base> Callback<F, O, Base> {
    #[inline]
    pub fn reply<Thread>(&self, _: FlavourWitness<Thread>) -> Gives<O, Base, Thread> {
        Gives::new()
    }

    /// Never called: see [`Known`].
    pub fn some_reply(&self) -> &O {
        unreachable!("only its type is looked at")
    }
}

impl<V, U: 'static, Base, All: ErrorSet, How, Lifting> Asked<V, StageTypes<U, Base, All, How, Lifting>> {
    /// Adds the second half of a pair, whose errors join those of the first.
    #[inline]
    pub fn followed_by<F, O>(self, errback: Callback<F, O, ()>) -> Callback<F, O, All> {
        Callback { run: errback.run, gives: PhantomData }
    }
}

/// A handler of an `E` with the reply `O`, where the errors `R` can be in flight.
pub struct Handler<F, E, O, R> {
    pub(super) run: F,
    pub(super) types: PhantomData<fn(E) -> (O, R)>,
}

impl<F, E, O, R> Handler<F, E, O, R> {
    #[inline]
    pub fn handling(&self) -> Handling<E, R> {
        Handling::new()
    }

    /// Never called: see [`Known`].
    pub fn some_reply(&self) -> &O {
        unreachable!("only its type is looked at")
    }
}

/// The types of a handler.
pub struct Handling<E, R>(PhantomData<fn(E) -> R>);

impl<E, R> Clone for Handling<E, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, R> Copy for Handling<E, R> {}

impl<E, R> Handling<E, R> {
    #[inline]
    pub(super) fn new() -> Self {
        Handling(PhantomData)
    }
}

/// The handler takes errors that can be in flight.
pub trait Traps<How> {
    type R;
    fn __query_trapped(self) -> Query<Satisfied, (), Self::R>;
}

impl<E: Trap<R, How>, R: ErrorSet, How> Traps<How> for Handling<E, R> {
    type R = R;

    #[inline]
    fn __query_trapped(self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}

/// The set is known to have the errors of the handler.
pub trait TrapsKnown<How> {
    type E;
    type R;
    fn __query_known(self) -> Query<Satisfied, (), (), Handling<Self::E, Self::R>>;
}

impl<E: Trap<R, How>, R: ErrorSet, How> TrapsKnown<How> for Handling<E, R> {
    type E = E;
    type R = R;

    #[inline]
    fn __query_known(self) -> Query<Satisfied, (), (), Self> {
        Query::before(self)
    }
}

/// The set is known, and has the errors or not. Takes `self` by reference, so this is found after a handler that
/// traps.
pub trait TrapsOfKnown {
    type E;
    type R;
    fn __query_known(&self) -> Query<Satisfied, (), (), Handling<Self::E, Self::R>>;
}

impl<E, R: Spelled> TrapsOfKnown for Handling<E, R> {
    type E = E;
    type R = R;

    #[inline]
    fn __query_known(&self) -> Query<Satisfied, (), (), Self> {
        Query::before(*self)
    }
}

/// The members of the set are not known. Takes `self` by mutable reference, so this is found last.
pub trait TrapsUnknown {
    type Error;
    type R;
    fn __query_known(&mut self) -> Query<ThisChain, Self::Error, Self::R>;
}

impl<E, R> TrapsUnknown for Handling<E, R> {
    type Error = E;
    type R = R;

    #[inline]
    fn __query_known(&mut self) -> Query<ThisChain, E, R> {
        Query::new()
    }
}

/// One of several errors of the handler cannot be in flight, and the question is about that one. Takes `self` by
/// reference, so this is found after a handler that traps.
pub trait TrapsTooMany {
    type Missing;
    fn __query_trapped(&self) -> Self::Missing;
}

impl<Xs: ErrorSet, R: ErrorSet> TrapsTooMany for Handling<OneOf<Xs>, R> {
    type Missing = MissingSearch<Xs::List, R, R>;

    #[inline]
    fn __query_trapped(&self) -> Self::Missing {
        MissingSearch::new()
    }
}

impl<Xs: ErrorSet, R: ErrorSet> TrapsTooMany for Handling<Failure<Xs>, R> {
    type Missing = MissingSearch<Xs::List, R, R>;

    #[inline]
    fn __query_trapped(&self) -> Self::Missing {
        MissingSearch::new()
    }
}

/// The handler's error cannot be in flight. Takes `self` by mutable reference, so this is found last.
pub trait TrapsNothing {
    type Error;
    type R;
    fn __query_trapped(&mut self) -> Query<ThisChain, Self::Error, Self::R>;
}

impl<E, R> TrapsNothing for Handling<E, R> {
    type Error = E;
    type R = R;

    #[inline]
    fn __query_trapped(&mut self) -> Query<ThisChain, E, R> {
        Query::new()
    }
}

/// The rest of `R` after a handler, as the set that the handler's own errors join.
pub trait Trapping<How> {
    type Callback;
    fn __trapping(self) -> Self::Callback;
}

impl<F, E, O, R, How> Trapping<How> for Handler<F, E, O, R>
where
    R: ErrorSet,
    E: Trap<R, How>,
{
    type Callback = Callback<Trapped<F, E, How>, O, E::Rest>;

    #[inline]
    fn __trapping(self) -> Self::Callback {
        Callback { run: Trapped { handler: self.run, traps: PhantomData }, gives: PhantomData }
    }
}

/// A handler that traps nothing, of which the compiler has said so. Takes `self` by reference, so this is found
/// last; the set after it is unknown.
pub trait TrapsInVain {
    type O;
    fn __trapping<Unknown>(&self) -> Callback<InVain, Self::O, Unknown>;
}

impl<F, E, O, R> TrapsInVain for Handler<F, E, O, R> {
    type O = O;

    fn __trapping<Unknown>(&self) -> Callback<InVain, O, Unknown> {
        unreachable!("does not compile where it is found")
    }
}

/// Stands for a handler that traps nothing.
pub struct InVain;

/// A callback that looks at a `T`.
pub struct Look<F, T> {
    run: F,
    at: PhantomData<fn(T)>,
}

impl<F, T> Look<F, T> {
    #[inline]
    pub(super) fn new(run: F) -> Self {
        Look { run, at: PhantomData }
    }
}

/// The callback looks at the value.
pub trait Looks {
    type Callback;
    fn __looking(self) -> Self::Callback;
}

impl<F: FnOnce(&T), T> Looks for Look<F, T> {
    type Callback = Callback<F, (), ()>;

    #[inline]
    fn __looking(self) -> Self::Callback {
        Callback { run: self.run, gives: PhantomData }
    }
}

/// The callback does not, of which the compiler has said so. Takes `self` by reference, so this is found last; its
/// reply is unknown.
pub trait LooksAway {
    fn __looking<Unknown>(&mut self) -> Unknown;
}

impl<F, T> LooksAway for Look<F, T> {
    fn __looking<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// A value whose type has to be known.
///
/// After a mistake the compiler may not know the type of a reply. A method call on a value of unknown type makes it
/// give up in silence, since it has complained already; anything else would make it complain again. So the
/// expansion calls this method, in code that is never run.
pub trait Known {
    #[doc(hidden)]
    fn __is_known(&self) {}
}

impl<T: ?Sized> Known for T {}
